"""Builds that resolve little have the search data of those that resolve all."""

from __future__ import annotations

import os
from pathlib import Path

from diglot.core.language import language
from diglot.sphinxext.html.search.data import Document, SearchFolder
from diglot.sphinxext.html.search.index import Index
from diglot.sphinxext.html.search.section_cache import SectionCache
from diglot.sphinxext.html.search.sections import Section
from site_books import sphinx_build

DATA = "_search/zh-cn/texts/talks/gpu.js"
RESOLVED = "RESOLVED"
_TELLING = f"""
import sys

def setup(app):
    tell = lambda app, doctree, docname: print("{RESOLVED}", docname, file=sys.stderr)
    app.connect("doctree-resolved", tell)
"""


def _lose(data: Path) -> None:
    data.unlink()


def _cut(data: Path) -> None:
    data.write_text(data.read_text("utf-8")[:200], "utf-8")


def _forge(data: Path) -> None:
    data.write_text('diglotSearch.take("zh-cn/texts/talks/gpu",[1]);\n', "utf-8")


def _break_off(data: Path) -> None:
    """Leave the data as a build does that broke off between its pages and their search."""
    text = data.read_text("utf-8")
    assert "显存够不够" in text
    data.write_text(text.replace("显存够不够", "旧的说法"), "utf-8")
    doctrees = data.parents[6] / "doctrees" / "zh_CN"
    for doctree in doctrees.rglob("gpu.doctree"):
        doctree.touch()


def test_damaged_data_are_made_again(copy_book: Path) -> None:
    out = copy_book.parent / "site" / "zh-cn"
    sphinx_build(copy_book, "zh_CN", out)
    clean = (out / DATA).read_bytes()
    for damage in (_lose, _cut, _forge, _break_off):
        damage(out / DATA)
        sphinx_build(copy_book, "zh_CN", out)
        assert (out / DATA).read_bytes() == clean, damage


def test_nothing_is_resolved_where_nothing_changed(copy_book: Path) -> None:
    with (copy_book / "conf.py").open("a", encoding="utf-8") as file:
        file.write(_TELLING)
    out = copy_book.parent / "site" / "zh-cn"
    assert RESOLVED in sphinx_build(copy_book, "zh_CN", out)
    assert RESOLVED not in sphinx_build(copy_book, "zh_CN", out)
    index = {path: path.read_bytes() for path in (out / "_search").rglob("*.js")}
    # A document that is read again with the same words leaves the data as they are.
    page = copy_book / "docs" / "terms.md"
    page.write_text(page.read_text("utf-8") + "\n<!-- no words -->\n", "utf-8")
    assert RESOLVED in sphinx_build(copy_book, "zh_CN", out)
    assert RESOLVED not in sphinx_build(copy_book, "zh_CN", out)
    assert {path: path.read_bytes() for path in (out / "_search").rglob("*.js")} == index


def test_sections_are_made_of_documents_that_are_newer_than_the_files(tmp_path: Path) -> None:
    folder = SearchFolder(tmp_path, language("en"))
    kept = {name: Document(f"{name}.html", name, [Section("", name, "kept")]) for name in "ab"}
    folder.write(kept, Index([], []), "", ("", ""))
    stored = {name: folder.text_file(name).stat().st_mtime_ns - 1 for name in "ab"}
    made: list[str] = []

    def make(docname: str) -> list[Section]:
        made.append(docname)
        return [Section("", docname, "made")]

    cache = SectionCache(folder, lambda name: stored.get(name, 0), make)
    assert [cache.sections(name) for name in "ab"] == [kept[name].sections for name in "ab"]
    assert made == []
    stored["b"] += 2
    # "c" has never been stored, and has no file.
    assert [cache.sections(name)[0].text for name in "abc"] == ["kept", "made", "made"]
    assert made == ["b", "c"]
    os.utime(folder.text_file("b"), ns=(stored["b"], stored["b"]))
    # From now on the file is as new as the document, though the text in it was the same.
    cache.keep()
    assert cache.sections("b") == kept["b"].sections
