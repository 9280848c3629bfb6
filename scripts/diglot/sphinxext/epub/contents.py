"""The contents of a book in the order in which it is read, as EPUB 3.3 asks of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

Entry = dict[str, Any]
"""An entry as Sphinx's EPUB builder makes it: its `level` from 1, `refuri` and `text` (HTML)."""


def in_reading_order(entries: Sequence[Entry], page: str = "") -> Iterator[Entry]:
    """Yield entries, those that lead into the `page` of the entry above them before other pages.

    Sphinx lists the pages of a toctree first where it stands above sections of its page. Pages keep
    their order: a section with pages of its own stays where it is.
    """
    groups = sorted(
        _groups(entries), key=lambda group: any(_page(entry) != page for entry in group)
    )
    for first, *inner in groups:
        yield first
        yield from in_reading_order(inner, _page(first))


def each_once(entries: Sequence[Entry], depth: int) -> list[Entry]:
    """Return entries without the further places of pages that several toctrees list.

    A page stays where contents that are `depth` levels deep show it first, or else where it is
    highest, and is read there. What has a page below it that is nowhere else stays, too.
    """
    kept = {at for at, entry in enumerate(entries) if "#" in entry["refuri"]}
    places: dict[str, list[int]] = {}
    for at in range(len(entries)):
        if at not in kept:
            places.setdefault(_page(entries[at]), []).append(at)
    kept.update(min(found, key=lambda at: _rank(entries[at], depth)) for found in places.values())
    left: list[Entry] = []
    at = 0
    while at < len(entries):
        below = range(at, _end(entries, at))
        if any(place in kept and "#" not in entries[place]["refuri"] for place in below) or (
            "#" in entries[at]["refuri"]
        ):
            left.append(entries[at])
            at += 1
        else:
            at = below.stop
    return left


def _rank(entry: Entry, depth: int) -> int:
    return max(0, int(entry["level"]) - depth)


def _end(entries: Sequence[Entry], start: int) -> int:
    """Return where the entries below one end."""
    level = entries[start]["level"]
    later = range(start + 1, len(entries))
    return next((at for at in later if entries[at]["level"] <= level), len(entries))


def _groups(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """Yield each entry of the uppermost level with those below it."""
    top = min((entry["level"] for entry in entries), default=0)
    starts = [at for at, entry in enumerate(entries) if entry["level"] <= top or at == 0]
    for start, end in pairwise([*starts, len(entries)]):
        yield entries[start:end]


def _page(entry: Entry) -> str:
    return str(entry["refuri"]).partition("#")[0]
