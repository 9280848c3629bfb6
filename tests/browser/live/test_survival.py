"""A page outlives what happens to its files, to its settings and to its server."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from socket import socket

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.live_books import CHAPTER, TERMS, edit, opened
from folders import PROJECTS
from served import WAIT, Served, served
from tools import require

CATALOG = "locales/en/LC_MESSAGES/index.po"
MANY = 200


@pytest.fixture
def troubled(chromium: Browser) -> Iterator[Page]:
    """An empty page, in whose console it may stand that an address is not there."""
    context = chromium.new_context(viewport={"width": 1200, "height": 800})
    yield context.new_page()
    context.close()


def test_what_is_broken_and_mended(book: Served, troubled: Page) -> None:
    page = opened(book, troubled, "en/index.html")
    page.evaluate("window.same = true")
    panel = page.locator("#diglot-live-panel")
    shown = page.locator("article p").first
    text = shown.inner_text()
    for path, whole, broken, told in (
        (CATALOG, '"Language', 'nonsense\n"Language', CATALOG),
        ("conf.py", "diglot_parallel = True", "1 / 0", "conf.py"),
        ("docs/index.md", "# 小书", "```{nosuchdirective}\n```\n\n# 小书", "nosuchdirective"),
    ):
        edit(book, whole, broken, path)
        expect(panel).to_contain_text(told)
        expect(shown).to_have_text(text)
        edit(book, broken, whole, path)
        expect(panel).to_have_count(0)
        expect(shown).to_have_text(text)
    edit(book, "一本很小的书。", "一本不大的书。", "docs/index.md")
    expect(page.locator("article p", has_text="一本不大的书。")).to_be_visible()
    edit(book, "一本不大的书。", "一本很小的书。", "docs/index.md")
    expect(shown).to_have_text(text)
    assert page.evaluate("window.same")


def test_a_page_is_renamed_and_comes_back(book: Served, troubled: Page) -> None:
    page = opened(book, troubled, "zh-cn/terms.html")
    title = page.locator("article h1")
    expect(title).to_contain_text("词汇")
    panel = page.locator("#diglot-live-panel")
    moved = book.root / "docs/words.md"
    other = page.context.new_page()
    other.goto(f"{book.address}zh-cn/words.html")
    expect(other.locator("body")).to_contain_text("404")
    (book.root / TERMS).rename(moved)
    expect(panel).to_contain_text("404")
    # The last page stays, and the one of the new name comes where somebody waits for it.
    expect(title).to_contain_text("词汇")
    expect(other.locator("article h1")).to_contain_text("词汇")
    moved.rename(book.root / TERMS)
    expect(panel).to_have_count(0)
    expect(other.locator("#diglot-live-panel")).to_contain_text("404")


def test_another_branch_is_taken_in_at_once(book: Served, troubled: Page, tmp_path: Path) -> None:
    main = _repository(book.root)
    other = tmp_path / "other"
    _git(tmp_path, "clone", "-q", str(book.root), str(other))
    _git(other, "checkout", "-q", "-b", "other")
    for number in range(MANY):
        path = other / f"docs/many/page{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\norphan: true\n---\n\n# 第{number}页\n", "utf-8")
    (other / "AAA").touch()  # the first that git writes
    chapter = other / CHAPTER
    chapter.write_text(chapter.read_text("utf-8").replace("第2段。", "另一支的第2段。"), "utf-8")
    _git(other, "add", ".")
    _git(other, "commit", "-q", "-m", "other")
    _git(other, "push", "-q", "origin", "other")
    page = opened(book, troubled, "zh-cn/chapter.html")
    page.evaluate("window.same = true")
    _git(book.root, "checkout", "-q", "other")
    expect(page.locator("article p", has_text="另一支的第2段。")).to_be_attached()
    book.line("AAA")
    assert f"第{MANY - 1}页" in book.get(f"en/many/page{MANY - 1}.html")[1]
    _git(book.root, "checkout", "-q", main)
    expect(page.locator("article p", has_text="另一支的第2段。")).to_have_count(0)
    book.line("AAA")
    assert book.get("en/many/page0.html")[0] == 404
    assert page.evaluate("window.same")


def _repository(root: Path) -> str:
    """Let git keep what is in a folder; return the name of its branch."""
    _git(root, "init", "-q")
    (root / ".gitignore").write_text("build/\n*.mo\n__pycache__/\n", "utf-8")
    _git(root, "add", ".")
    _git(root, "commit", "-q", "-m", "all")
    return _git(root, "branch", "--show-current").strip()


def _git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    command = [require("git"), *identity, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def test_a_page_waits_for_a_server_that_is_gone(tmp_path: Path, troubled: Page) -> None:
    root = tmp_path / "minimal"
    shutil.copytree(PROJECTS / "minimal", root)
    with socket() as free:  # not of those that others take while this server is gone
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with served(root, "zh-cn", "--port", port) as first:
        page = opened(first, troubled, "zh-cn/chapter.html")
        page.evaluate("window.same = true")
        first.process.send_signal(signal.SIGINT)
        said, _ = first.process.communicate(timeout=WAIT)
    assert (first.process.returncode, "Traceback" in said) == (0, False), said
    edit(first, "第一段", "再来的第一段")
    with served(root, "zh-cn", "--port", port) as second:
        expect(page.locator("article")).to_contain_text("再来的第一段")
        second.process.kill()
    edit(second, "再来的第一段", "还是第一段")
    with served(root, "zh-cn", "--port", port) as third:
        expect(page.locator("article")).to_contain_text("还是第一段")
        edit(third, "还是第一段", "最后的第一段")
        expect(page.locator("article")).to_contain_text("最后的第一段")
    assert page.evaluate("window.same")
