"""Pictures with captions that their authors have numbered, in two languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinxext.typst.conftest import Book, make_book

_TEXT = """# 章

文字在上。
![](circle.svg)
图 1-2 写在段内

如图 1-2 与图 1-3 所示。

![](circle.svg)

图 1-3 自成一段

![](circle.svg)

图 1-4 译文没有编号
"""
_TRANSLATIONS = {
    "章": "Chapter",
    "文字在上。 ![](circle.svg) 图 1-2 写在段内": "Above. ![](circle.svg) Figure 1-2 Within",
    "如图 1-2 与图 1-3 所示。": "See figures 1-2 and 1-3.",
    "图 1-3 自成一段": "Figure 1-3 By itself",
    "图 1-4 译文没有编号": "Without a number",
    "书": "Book",
}
_CIRCLE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The Typst source of the document; nothing is lost in the PDF."""
    book: Book = make_book(tmp_path_factory.mktemp("captions"))
    (book.docs / "index.md").write_text(_TEXT, "utf-8")
    (book.docs / "circle.svg").write_text(_CIRCLE, "utf-8")
    catalogs = book.folder / "locales/en/LC_MESSAGES"
    catalogs.mkdir(parents=True)
    entries = [f'msgid "{text}"\nmsgstr "{other}"\n' for text, other in _TRANSLATIONS.items()]
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    (catalogs / "index.po").write_text("\n".join([head, *entries]), "utf-8")
    book.configure(
        'diglot_handouts = {"book": {"documents": "index", "reading": "parallel"}}',
        "diglot_check_handouts = True",
        'suppress_warnings = ["diglot.stale-catalog"]',
    )
    assert book.build() == ""
    (written,) = Path(book.out()).glob("*/documents/index.typ")
    return written.read_text("utf-8")


def test_pictures_are_figures_with_captions_in_both(source: str) -> None:
    captions = re.findall(r'd\.captioned\("image", none, d\.pair-caption\("(.+?)", "(.+?)"', source)
    assert captions == [
        ("图 1-2 写在段内", "Figure 1-2 Within"),
        ("图 1-3 自成一段", "Figure 1-3 By itself"),
    ]


def test_what_is_a_caption_in_one_language_only_is_text_in_both(source: str) -> None:
    assert re.search(
        r'd\.pair\(\s*(?://.*\s)?d\.paragraph\("图 1-4 译文没有编号"\),\s*(?://.*\s)?'
        r'd\.paragraph\("Without a number"\)',
        source,
    )
