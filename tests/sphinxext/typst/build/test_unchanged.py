"""Documents are written again where they show what others are called, and only there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sphinxext.typst.conftest import Book

_DOCUMENTS = {
    # Its contents have all titles.
    "index": "# 书\n\n:::{toctree}\ncites\nnames\nalone\nnumbered\nnamed\n:::\n",
    # Its text is what the other's title was: between quotation marks as long as it is one.
    "cites": "# 甲\n\n文，参看{ref}`旧题 <there>`一节。\n",
    "names": "# 乙\n\n文，参看{ref}`there`和{doc}`named`。\n",
    "alone": "# 丙\n\n文，参看{ref}`甲 <here>`。\n\n(here)=\n## 节\n\n文。\n",
    "numbered": "# 丁\n\n文。\n",
    "named": "# 戊\n\n(there)=\n## 旧题\n\n文。\n",
}


def _sources(book: Book) -> dict[str, str]:
    folder = book.out() / "zh-cn/documents"
    return {path.stem: path.read_text("utf-8") for path in folder.glob("*.typ")}


@pytest.fixture
def titled(book: Book) -> Book:
    for name, text in _DOCUMENTS.items():
        (book.docs / f"{name}.md").write_text(text, "utf-8")
    book.configure(
        'myst_enable_extensions.append("colon_fence")', 'diglot_handouts = {"whole": "index"}'
    )
    assert book.build() == ""
    return book


def _after(book: Book, name: str, old: str, new: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the sources after an edit, with a mark in each that was not written, and clean."""
    for path in (book.out() / "zh-cn/documents").glob("*.typ"):
        path.write_text(path.read_text("utf-8") + "// as before\n", "utf-8")
    path = book.docs / f"{name}.md"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert book.build() == ""
    after = _sources(book)
    shutil.rmtree(book.out())
    assert book.build() == ""
    return after, _sources(book)


@pytest.mark.parametrize(
    ("edit", "written"),
    [
        (("named", "旧题", "新题"), {"index", "cites", "names", "named"}),
        (("named", "# 戊", "# 己"), {"index", "names", "named"}),
        (("named", "文。", "文。\n\n## 又一节\n\n文。"), {"index", "named"}),
    ],
)
def test_other_titles_are_written_where_they_are_shown(
    titled: Book, edit: tuple[str, str, str], written: set[str]
) -> None:
    after, clean = _after(titled, *edit)
    kept = {name for name, text in after.items() if text.endswith("// as before\n")}
    assert kept == after.keys() - written
    assert {name: text.removesuffix("// as before\n") for name, text in after.items()} == clean


def test_all_are_written_where_the_settings_change(titled: Book) -> None:
    Path(titled.docs.parent / "conf.py").write_text(
        (titled.docs.parent / "conf.py").read_text("utf-8") + "\nmath_number_all = True\n", "utf-8"
    )
    after, clean = _after(titled, "alone", "文。", "文字。")
    assert after == clean
