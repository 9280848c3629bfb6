"""What print is compared by: the letters of a text, and the area that they may stand in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypeArea:
    """The margins around the type area of every page, in points.

    Pages that are `free`, from 1, have none, such as covers. Where pages are `mirrored`, `left` is
    the inner margin, which is at the right of even pages.
    """

    left: float
    right: float
    top: float
    bottom: float
    mirrored: bool = False
    free: frozenset[int] = frozenset()

    def sides(self, page: int) -> tuple[float, float]:
        """Return the left and the right margin of a page, from 1."""
        is_mirrored = self.mirrored and page % 2 == 0
        return (self.right, self.left) if is_mirrored else (self.left, self.right)


def letters_of(text: str) -> str:
    """Return the letters and digits of a text; signs, spaces and ligatures differ in print."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
