"""Differences: what the built text of a language lacks of the text that was there before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Difference:
    """Blocks of a document that readers saw before, and what they see in their place now."""

    document: str
    before: tuple[str, ...]
    now: tuple[str, ...]


def differences(document: str, before: Sequence[str], now: Sequence[str]) -> Iterator[Difference]:
    """Yield where the texts of a document's blocks differ, in order."""
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for kind, first, last, top, bottom in matcher.get_opcodes():
        if kind != "equal":
            yield Difference(document, tuple(before[first:last]), tuple(now[top:bottom]))
