"""The book's handouts, read by a checker of what a PDF says to who cannot see it."""

from __future__ import annotations

import outloud
import pytest
from pypdf import PdfReader

from book.conftest import Book

NAMES = ("book.zh-cn.pdf", "book.en.pdf")
_HEAD = 780  # points from the foot of an A4 page: where the running head stands


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_reader_can_read_it(book: Book, name: str) -> None:
    found = outloud.check(str(book.project.handoutsdir / name)).findings
    errors = [one for one in found if one.severity == "error"]
    # A running head is an artifact, as PDF/UA asks. outloud knows one by its coming back on
    # other pages, so that of a chapter with a single further page is lost prose to it.
    lost = [one for one in errors if one.rule == "TAG-002"]
    assert [one for one in errors if one not in lost] == []
    # So is the head of a table that comes again on the next page.
    pages = PdfReader(book.project.handoutsdir / name).pages
    left = [one for one in lost if any(box["y0"] <= _HEAD for box in one.boxes)]
    for one in left:
        before = pages[one.page - 2].extract_text()
        assert all(word in before for word in one.evidence.split()), one.evidence
