"""Where figures that float have gone, and how much of the page before them has stayed blank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diglot.typeset.footnotes import Place

QUERY = """{
  let of(it) = {
    let at = it.location().position()
    (at.page, at.y.pt())
  }
  let ends = query(<diglot-float-end>).map(it => (it.value, of(it))).to-dict()
  let floats = ()
  for it in query(<diglot-float>) {
    let (name, ..facts) = it.value
    let found = query(label(name))
    if found.len() > 0 { floats.push((name, facts, of(it), ends.at(name), of(found.first()))) }
  }
  (floats, query(footnote.entry).map(of))
}"""
"""An expression of Typst: the figures that may float, and where notes stand, for `floats_of`."""


@dataclass(frozen=True, slots=True)
class Float:
    """A figure that may float.

    `start` is where it is written, `end` that of its section's text after it, and `at` where it
    stands. `may_pass` says whether its section refers to it, and `blank` how much of the height of
    a page's text stays blank, from 0 to 1, after what comes before the figure on the next page.
    """

    name: str
    may_pass: bool
    start: Place
    end: Place
    at: Place
    blank: float


_Found = tuple[str, tuple[bool, float, float], Sequence[float], Sequence[float], Sequence[float]]
_Answer = tuple[Iterable[_Found], Iterable[Sequence[float]]]


def floats_of(answer: _Answer) -> list[Float]:
    """Return the figures that `QUERY` has found, in the order in which they are written."""
    found, notes = answer
    entries = [_place(note) for note in notes]
    floats = []
    for name, (may_pass, foot, height), *places in found:
        start, end, at = map(_place, places)
        # Without text after it, the figure has gone to the next page with all of its block.
        last = end if end.page < at.page else start
        feet = [entry.height for entry in entries if entry.page == last.page]
        room = min([foot, *feet]) - last.height if at.page > last.page else 0
        floats.append(Float(name, may_pass, start, end, at, room / height))
    return floats


def _place(given: Sequence[float]) -> Place:
    page, height = given
    return Place(int(page), height)
