"""One way to lay out a handout, and where that puts what may be put elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from diglot.typeset import floats, footnotes, pictures
from diglot.typeset.floats import Float
from diglot.typeset.footnotes import Footnote, FootRoom
from diglot.typeset.pictures import Picture

QUERY = f"({floats.QUERY}, {footnotes.QUERY}, {pictures.QUERY})"
"""An expression of Typst that finds figures, notes and pictures, for `positions_of`."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Where the figures that may float stand, notes with their marks, and pictures.

    The pictures are those that may be made smaller.
    """

    floats: Sequence[Float] = ()
    footnotes: Sequence[Footnote] = ()
    pictures: Sequence[Picture] = ()


def positions_of(answer: str) -> Positions:
    """Return what `QUERY` has found (JSON)."""
    figures, notes, found = json.loads(answer)
    return Positions(
        floats.floats_of(figures), footnotes.footnotes_of(notes), pictures.pictures_of(found)
    )


@dataclass(frozen=True, slots=True)
class Layout:
    """A handout laid out with pictures on some scales, figures passed, and room at feet of pages.

    There are no `positions` where Typst found errors.
    """

    positions: Positions | None
    scales: Mapping[str, float] = field(default_factory=dict)
    passed: frozenset[str] = frozenset()
    rooms: Mapping[str, Sequence[FootRoom]] = field(default_factory=dict)
