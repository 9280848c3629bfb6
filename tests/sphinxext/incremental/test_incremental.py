"""An incremental build has the same files as a clean build."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from site_books import sphinx_build

# Sphinx's own records of the settings of a build.
NOT_PAGES = {".buildinfo", ".buildinfo.bak"}


def hashes(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in NOT_PAGES
    }


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(book: Path) -> None:
        path = book / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return change


def add_page(book: Path) -> None:
    (book / "docs/talks/new.md").write_text(
        "# 新的一页\n\n```{math}\n:label: new\n\nx\n```\n", "utf-8"
    )
    replace("docs/talks/index.md", "gpu\n", "new\ngpu\n")(book)


def remove_page(book: Path) -> None:
    (book / "docs/talks/draft.md").unlink()
    replace("docs/talks/index.md", "draft\n", "")(book)


CHANGES = {
    "title": replace("docs/talks/gpu.md", "# 技术：GPU 与显存", "# 换了题目"),
    "order": replace("docs/talks/index.md", "gpu\ndraft", "draft\ngpu"),
    "caption": replace("docs/index.md", ":caption: 正文", ":caption: 目次"),
    "term": replace("docs/terms.md", "大模型\n", "大语言模型\n"),
    "handout": replace("conf.py", '"title": "全书"', '"title": "整本书"'),
    "translated-title": replace(
        "locales/en/LC_MESSAGES/talks/gpu.po", "Technology: GPUs and Their Memory", "On GPUs"
    ),
    "added": add_page,
    "removed": remove_page,
}


def test_incremental_builds_equal_clean_builds(copy_book: Path, tmp_path: Path) -> None:
    incremental = tmp_path / "incremental" / "site" / "en"
    sphinx_build(copy_book, "en", incremental)
    for number, (name, change) in enumerate(CHANGES.items()):
        change(copy_book)
        sphinx_build(copy_book, "en", incremental)
        if number % 2 == 0:  # what it left wrong, the next change does not mend
            continue
        clean = tmp_path / name / "site" / "en"
        sphinx_build(copy_book, "en", clean)
        expected = hashes(clean)
        # The pages of removed documents are removed by the `diglot` command only.
        remaining = {
            file: digest
            for file, digest in hashes(incremental).items()
            if file in expected or "draft" not in file
        }
        assert remaining == expected, name


EDIT = replace("docs/talks/gpu.md", "行内公式", "一个行内公式")
RENAME = CHANGES["title"]


def test_without_a_change_nothing_is_written(copy_book: Path, tmp_path: Path) -> None:
    out = tmp_path / "site" / "en"
    sphinx_build(copy_book, "en", out)
    page = out / "talks" / "gpu.html"
    before = page.stat().st_mtime_ns
    sphinx_build(copy_book, "en", out)
    assert page.stat().st_mtime_ns == before


def test_a_change_of_text_writes_only_its_page(copy_book: Path, tmp_path: Path) -> None:
    out = tmp_path / "site" / "zh-cn"
    sphinx_build(copy_book, "zh_CN", out)
    before = (out / "terms.html").stat().st_mtime_ns
    EDIT(copy_book)
    sphinx_build(copy_book, "zh_CN", out)
    assert (out / "terms.html").stat().st_mtime_ns == before
    assert "一个行内公式" in (out / "talks" / "gpu.html").read_text("utf-8")


def test_pages_of_an_interrupted_build_are_written_by_the_next_one(
    copy_book: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site" / "zh-cn"
    sphinx_build(copy_book, "zh_CN", out)
    RENAME(copy_book)
    # The site of the first build with the environment of the second: so is an interrupted build,
    # which stores the environment before it writes pages.
    first_site = tmp_path / "first"
    shutil.copytree(out, first_site)
    sphinx_build(copy_book, "zh_CN", out)
    shutil.rmtree(out)
    shutil.copytree(first_site, out)
    for state in (tmp_path / "doctrees" / "zh_CN").glob("pages.*.json"):
        state.unlink()
    sphinx_build(copy_book, "zh_CN", out)
    assert "换了题目" in (out / "terms.html").read_text("utf-8")
