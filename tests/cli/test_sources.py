"""Sources that cannot be read as they are: a diagnostic with its place and the next step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from commands import run_module

Copy = Callable[[str], Path]


@pytest.mark.parametrize(
    ("verb", "charset", "line", "likely"),
    [
        ("build", "gbk", 2, "GB18030"),
        ("update", "gbk", 2, "GB18030"),
        ("check", "gbk", 2, "GB18030"),
        ("update", "utf-16", 1, "UTF-16"),
    ],
)
def test_a_page_that_is_not_utf_8(
    copy_project: Copy, verb: str, charset: str, line: int, likely: str
) -> None:
    root = copy_project("minimal")
    page, catalog = root / "docs/chapter.md", root / "locales/en/LC_MESSAGES/chapter.po"
    page.write_text(page.read_text("utf-8"), charset)
    before = catalog.read_bytes()
    done = run_module("diglot", verb, cwd=root)
    printed = done.stdout + done.stderr
    assert done.returncode == 1, printed
    assert f"docs/chapter.md:{line}: " in printed
    assert f"this line is not UTF-8; the file seems to be in {likely}" in printed
    assert f"next: save the file as UTF-8: iconv -f {likely} -t UTF-8 chapter.md" in printed
    assert "Traceback" not in printed
    assert catalog.read_bytes() == before
    if verb == "build":
        # What was read of the others is no reason to take the page's messages for gone.
        done = run_module("diglot", "update", cwd=root)
        assert (done.returncode, "orphan" in done.stdout + done.stderr) == (1, False)


def test_a_first_page_that_is_not_utf_8(copy_project: Copy) -> None:
    root = copy_project("minimal")
    index, chapter = root / "docs/index.md", root / "docs/chapter.md"
    unreadable = "docs/{}.md:{}: error: this line is not UTF-8"
    role = "\n{nosuchrole}`词`\n"
    index.write_text(index.read_text("utf-8"), "gbk")
    chapter.write_text(chapter.read_text("utf-8") + role, "utf-8")
    for verb in ("build", "update"):
        done = run_module("diglot", verb, cwd=root)
        printed = done.stdout + done.stderr
        assert (done.returncode, "this line is not UTF-8" in printed) == (1, True)
        # Sphinx stops without it, which is no second problem.
        assert "master document" not in printed
    # What is mended is told no more, and what is not is, though the build fails of another page.
    index.write_text(index.read_text("gbk"), "utf-8")
    other = chapter.with_name("other.md")
    other.write_text("# 另一章\n", "gbk")
    for _ in range(2):
        printed = run_module("diglot", "build", cwd=root).stderr
        assert unreadable.format("other", 1) in printed
        assert unreadable.format("index", 1) not in printed
        assert "nosuchrole" in printed


@pytest.mark.parametrize(
    ("extension", "message"),
    [
        ('"myst_parser"', "no extension reads index.md"),
        ('"diglot"', "conf.py does not load diglot"),
    ],
)
def test_an_extension_that_conf_py_forgets(
    copy_project: Copy, extension: str, message: str
) -> None:
    root = copy_project("minimal")
    conf = root / "conf.py"
    text = conf.read_text("utf-8").replace(f"{extension}, ", "").replace(f", {extension}", "")
    conf.write_text(text, "utf-8")
    line = 1 + text[: text.index("extensions = ")].count("\n")
    done = run_module("diglot", "build", cwd=root)
    assert done.returncode == 1
    assert done.stderr.count(f"conf.py:{line}: error: {message}") == 1
    assert f"next: add {extension} to extensions in conf.py" in done.stderr


def test_a_link_to_a_folder_above_itself(copy_project: Copy) -> None:
    root = copy_project("minimal")
    (root / "docs/loop").symlink_to(root)
    for verb, expected in (("build", 1), ("check", 0)):
        done = run_module("diglot", verb, cwd=root)
        assert done.returncode == 0
        assert (
            done.stderr.count("docs/loop: warning: this link leads to a folder above") == expected
        )
        assert "loop/docs" not in done.stdout + done.stderr
    assert {path.name for path in (root / "build/site/en").rglob("*.html")} >= {"chapter.html"}
    assert not (root / "build/site/en/loop").exists()
