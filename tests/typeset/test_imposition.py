"""Pages on sheets: each page once, where folding puts it, whole and upright."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.typeset.imposition import booklet, impose, two_up, with_bleed_box
from pdf_shapes import letters
from typesetting import typeset

COUNTS = st.integers(min_value=1, max_value=200)


def test_eight_pages_make_two_sheets() -> None:
    assert booklet(8) == [(7, 0), (1, 6), (5, 2), (3, 4)]
    assert booklet(5) == [(None, 0), (1, None), (None, 2), (3, 4)]
    assert two_up(3) == [(0, 1), (2, None)]


@given(COUNTS)
def test_a_folded_booklet_reads_from_the_first_page_to_the_last(count: int) -> None:
    sides = booklet(count)
    fronts, backs = sides[::2], sides[1::2]
    # Of each sheet, the right half comes in the first half of the book: its front, then its back.
    first = chain.from_iterable(
        zip((front[1] for front in fronts), (back[0] for back in backs), strict=True)
    )
    last = chain.from_iterable(
        zip(
            (back[1] for back in reversed(backs)),
            (front[0] for front in reversed(fronts)),
            strict=True,
        )
    )
    read = [*first, *last]
    assert [page for page in read if page is not None] == list(range(count))
    assert read[:count] == list(range(count))


@given(COUNTS)
def test_two_pages_on_a_sheet_are_read_from_left_to_right(count: int) -> None:
    pages = [page for pair in two_up(count) for page in pair if page is not None]
    assert pages == list(range(count))


@pytest.mark.parametrize(("from_right", "sides"), [(False, "DABC"), (True, "ADCB")])
def test_books_that_are_read_from_the_right_open_there(
    tmp_path: Path, from_right: bool, sides: str
) -> None:
    pages = "#pagebreak()\n".join(f"= {letter}\n" for letter in "ABCD")
    made = typeset(f"#set page(width: 80mm, height: 60mm)\n{pages}")
    folded = tmp_path / "folded.pdf"
    folded.write_bytes(impose(made, "booklet", from_right=from_right))
    found = (word[0] for word in letters(folded, "[ABCD]"))
    shown = sorted(found, key=lambda letter: (letter.page, letter.left))
    assert "".join(letter.text for letter in shown) == sides
    # The same pages make the same bytes.
    assert impose(made, "booklet") == impose(made, "booklet")
    assert with_bleed_box(made, 8) == with_bleed_box(made, 8)
