"""Finds what an edited, split or merged message was before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

ALIKE = 60.0
"""The least likeness (per cent) of an edited message to what it was before.

Measured on 592 edits and splits in 10,000 messages: 544 right, 2 wrong, 46 found nothing.
"""
_PART = 85.0
# How much of the whole a part must be; a heading that happens to occur in a paragraph is none.
_LEAST_SHARE = 0.2
_NEIGHBOURS = 5


@dataclass(frozen=True, slots=True)
class Match:
    """`wanted` (an index) is like `candidate` (an index) by `score` per cent."""

    score: float
    wanted: int
    candidate: int


def pair_off(wanted: Sequence[str], candidates: Sequence[str], least: float) -> list[Match]:
    """Pair each wanted text with one candidate at most, the most alike first.

    `least` is the likeness, in per cent, below which two texts are no pair.
    """
    matches = list(_alike(wanted, candidates, least))
    matches.sort(key=lambda match: (-match.score, abs(match.wanted - match.candidate)))
    pairs: list[Match] = []
    done: set[int] = set()
    taken: set[int] = set()
    for match in matches:
        if match.wanted not in done and match.candidate not in taken:
            done.add(match.wanted)
            taken.add(match.candidate)
            pairs.append(match)
    return pairs


def nearest(wanted: Sequence[str], candidates: Sequence[str], least: float) -> list[Match]:
    """Return the most alike candidate of each wanted text that has one."""
    best: dict[int, Match] = {}
    for match in _alike(wanted, candidates, least):
        rival = best.get(match.wanted)
        if rival is None or match.score > rival.score:
            best[match.wanted] = match
    return list(best.values())


def _alike(wanted: Sequence[str], candidates: Sequence[str], least: float) -> Iterator[Match]:
    # Texts of too different a length cannot be alike enough: 2·short / (short + long) bounds it.
    share = least / (200 - least)
    order = sorted(range(len(candidates)), key=lambda index: len(candidates[index]))
    lengths = [len(candidates[index]) for index in order]
    texts = [candidates[index] for index in order]
    for number, text in enumerate(wanted):
        first = bisect_left(lengths, len(text) * share)
        last = bisect_right(lengths, len(text) / share)
        hits = process.extract(
            text, texts[first:last], scorer=fuzz.ratio, score_cutoff=least, limit=_NEIGHBOURS
        )
        for _text, score, index in hits:
            yield Match(score, number, order[first + index])


def holders(part: str, wholes: Sequence[str]) -> list[tuple[float, int]]:
    """Return (score, index) of the wholes that `part` seems to be a piece of, best first."""
    large = [
        index
        for index, whole in enumerate(wholes)
        if len(whole) * _LEAST_SHARE <= len(part) <= len(whole)
    ]
    hits = process.extract(
        part,
        [wholes[index] for index in large],
        scorer=fuzz.partial_ratio,
        score_cutoff=_PART,
        limit=_NEIGHBOURS,
    )
    return [(score, large[index]) for _text, score, index in hits]


def place_in(part: str, whole: str) -> int:
    """Return where in `whole` the text most like `part` begins."""
    place = fuzz.partial_ratio_alignment(part, whole)
    return place.dest_start if place else 0
