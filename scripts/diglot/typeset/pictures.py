"""Where pictures stand that may be made smaller, and how much room is before them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diglot.typeset.footnotes import Place

QUERY = """{
  let of(it) = {
    let at = it.location().position()
    (at.page, at.y.pt())
  }
  let pictures = query(<diglot-picture>).map(it => {
    let (name, ..size) = it.value
    (name, (size, of(it)))
  }).to-dict()
  let ends = query(<diglot-picture-end>).map(it => (it.value, of(it))).to-dict()
  let passed = query(<diglot-picture-passed>).map(it => (it.value, of(it))).to-dict()
  let found = query(<diglot-picture-room>).filter(it => it.value.first() in pictures)
  (found.map(it => {
    let (name, ..facts) = it.value
    let document = name.split("#").first() + "#"
    let (last, end) = (name, document).map(it => ends.at(it, default: none))
    let text = passed.at(name, default: none)
    (name, facts, of(it), ..pictures.at(name), last, end, text)
  }), query(footnote.entry).map(of))
}"""
"""An expression of Typst: the pictures that may be made smaller, and notes, for `pictures_of`."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be made smaller; all lengths are in points.

    `before` is where it would begin, or what stays with it, such as a heading; `at` where it
    stands, `height` how high it would be and `scale` how much of that it is, and `below` how high
    its caption; `rest` is what its document still has after it on its last page, where that is the
    picture's. `blank` is how much is blank on the page of `before` under the text that goes before
    the picture, if it floats. The text of a page is between `top` and `foot`; `space` is what may
    be blank above the picture.
    """

    name: str
    before: Place
    at: Place
    height: float
    scale: float
    below: float
    rest: float | None
    blank: float
    top: float
    foot: float
    space: float


_Found = tuple[
    str,
    tuple[float, float, float, float],
    Sequence[float],
    tuple[float, float],
    Sequence[float],
    Sequence[float] | None,
    Sequence[float] | None,
    Sequence[float] | None,
]
_Answer = tuple[Iterable[_Found], Iterable[Sequence[float]]]


def pictures_of(answer: _Answer) -> list[Picture]:
    """Return the pictures that `QUERY` has found, in the order in which they are written."""
    found, notes = answer
    entries = [_place(note) for note in notes]
    pictures = []
    for name, (top, foot, space, over_notes), mark, (
        height,
        scale,
    ), place, last, end, text in found:
        before, at = _place(mark), _place(place)
        feet = [entry.height - over_notes for entry in entries if entry.page == before.page]
        bottom = at.height + height * scale
        below = _place(last).height - bottom if last else 0
        ends_here = end is not None and _place(end).page == at.page
        rest = _place(end).height - bottom - below if end is not None and ends_here else None
        foot = min([foot, *feet])
        passed = _place(text) if text and _place(text).page == before.page else before
        pictures.append(
            Picture(
                name, before, at, height, scale, below, rest, foot - passed.height, top, foot, space
            )
        )
    return pictures


def _place(given: Sequence[float]) -> Place:
    page, height = given
    return Place(int(page), height)
