"""What print is compared by: the letters of a text, and the area that they may stand in."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TypeArea:
    """The margins around the type area of every page, in points.

    Pages that are `free`, from 1, have none, such as covers; some have an `own` left and right one.
    Where pages are `mirrored`, `left` is the inner margin, which is at the right of even pages.
    """

    left: float
    right: float
    top: float
    bottom: float
    mirrored: bool = False
    free: frozenset[int] = frozenset()
    own: Mapping[int, tuple[float, float]] = field(default_factory=dict)

    def sides(self, page: int) -> tuple[float, float]:
        """Return the left and the right margin of a page, from 1."""
        left, right = self.own.get(page, (self.left, self.right))
        is_mirrored = self.mirrored and page % 2 == 0
        return (right, left) if is_mirrored else (left, right)


def letters_of(text: str) -> str:
    """Return the letters and digits of a text; signs, spaces and ligatures differ in print."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
