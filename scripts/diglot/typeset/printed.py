"""What print is compared by: the letters of a text, and the area that they may stand in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypeArea:
    """The margins around the type area of every page, in points."""

    left: float
    right: float
    top: float
    bottom: float


def letters_of(text: str) -> str:
    """Return the letters and digits of a text; signs, spaces and ligatures differ in print."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
