"""Pictures without numbers that are made a little smaller, so that no page ends early."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from pdf_shapes import Page, pages_of
from sphinxext.typst.conftest import Book, make_book

# Points. On A5, two of them are higher than what a title leaves of a page.
_HEIGHT = 192
_PICTURE = "![图](picture.png)\n\n"
_FIGURE = "```{figure} picture.png\n图的说明\n```\n\n"
_LONG = "文字。" * 150 + "\n"
_DOCUMENTS = {
    "two": f"# 标题\n\n文字。\n\n{_PICTURE}{'文字。' * 30}\n\n{_PICTURE}{_LONG}",
    "announced": f"# 标题\n\n{_PICTURE}## 小标题\n\n如图：\n\n{_FIGURE}{_LONG}",
    # The only one that is in the book, and so has numbers.
    "numbered": f"# 标题\n\n{_PICTURE}{_FIGURE}## 小标题\n\n{_LONG}",
    "last": f"# 标题\n\n文字。\n\n{_PICTURE}文字。\n\n{_PICTURE}结尾。\n",
    "items": f"# 标题\n\n1. 这样：\n\n   {_PICTURE}2. 那样：\n\n   {_PICTURE}3. {_LONG}",
    "lonely": f"# 标题\n\n文字。\n\n{_PICTURE}{'文字。' * 30}\n\n{_PICTURE}结尾。\n",
    "low": f"# 标题\n\n{_PICTURE}{'文字。' * 70}\n\n{_PICTURE}{_LONG}",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Each document as a handout, on small paper; one with pictures of their full size, too."""
    book = make_book(tmp_path_factory.mktemp("fitted"))
    for name, text in _DOCUMENTS.items():
        (book.docs / f"{name}.md").write_text(text, "utf-8")
    (book.docs / "index.md").write_text("# 书\n\n```{toctree}\nnumbered\n```\n", "utf-8")
    Image.new("L", (256, 256), 128).save(book.docs / "picture.png")
    handouts = {name: {"documents": name, "paper": "a5"} for name in _DOCUMENTS}
    handouts["full"] = {"documents": "two", "paper": "a5", "pictures": "full"}
    book.configure(
        f"diglot_handouts = {handouts!r}",
        "numfig = True",
        'suppress_warnings = ["toc.not_included"]',
    )
    assert book.build() == ""
    return book


def _pages(made: Book, name: str) -> list[Page]:
    return pages_of(Path(made.out() / f"{name}.zh-cn.pdf"))


def _heights(page: Page) -> list[int]:
    return [round(picture.height) for picture in page.pictures]


@pytest.mark.parametrize("name", ["two", "announced", "numbered", "items", "last"])
def test_pictures_of_a_page_are_smaller_alike_so_that_all_fit(made: Book, name: str) -> None:
    first, *after = _pages(made, name)
    one, other = _heights(first)
    assert one == other
    assert 0.8 * _HEIGHT <= one < _HEIGHT
    assert (after == []) == (name == "last")
    # As large as the foot of the page allows.
    foot = min(shape.bottom for shape in (*first.texts, *first.pictures))
    assert foot < 18 / 25.4 * 72 + 30


@pytest.mark.parametrize("name", ["low", "lonely"])
def test_pictures_stay_large_that_would_lose_more_than_a_fifth_or_leave_a_line_alone(
    made: Book, name: str
) -> None:
    assert [_heights(page) for page in _pages(made, name)] == [[_HEIGHT], [_HEIGHT]]


def test_a_handout_may_have_all_pictures_in_their_full_size(made: Book) -> None:
    assert [_heights(page) for page in _pages(made, "full")] == [[_HEIGHT], [_HEIGHT]]
