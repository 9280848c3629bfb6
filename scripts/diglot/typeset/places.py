"""Where headings and anchors of a typeset file stand, for what is typeset apart from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diglot.typeset.markup import literal

_QUERY = """{{
  let of(it) = {{
    let at = it.location().position()
    (at.page, at.x.pt(), at.y.pt())
  }}
  (
    query(heading.where(outlined: true)).map(it => (it.level, of(it))),
    {anchors}.map(name => query(label(name)).map(of)),
    {outline},
    query(metadata).last().location().page(),
  )
}}"""

OUTLINE = (
    "query(heading)"
    ".filter(it => if it.bookmarked == auto { it.outlined } else { it.bookmarked })"
    ".map(it => it.level)"
)
"""An expression of Typst: the levels of the headings that the outline of a PDF has, in order."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a PDF: its page, from 1, and points from the upper left corner of that."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand: the headings of the contents, in order, with their levels, and labels.

    `outline` are the levels of the headings that the PDF's outline has, `last` the page, from
    1, of the last block: a block may go on after that.
    """

    headings: tuple[tuple[int, Spot], ...]
    anchors: Mapping[str, Spot]
    outline: tuple[int, ...]
    last: int


def query(anchors: Sequence[str]) -> str:
    """Return an expression of Typst that finds all headings and these anchors, for `places_of`."""
    return _QUERY.format(anchors=literal(anchors), outline=OUTLINE)


def places_of(anchors: Sequence[str], answer: Sequence[Any]) -> Places:
    """Return what `query` has found of these anchors."""
    headings, found, outline, last = answer
    spots = zip(anchors, found, strict=True)
    return Places(
        tuple((level, Spot(*spot)) for level, spot in headings),
        {name: Spot(*here[0]) for name, here in spots if here},
        tuple(outline),
        last,
    )
