"""Matching: the blocks of a document and of its translation, section by section."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from diglot.adopt.pairing import CERTAIN, Block, Pair, fit, pair, ratio_of

_MANY = 250_000
"""Pairs of blocks that are too many to weigh them all."""
_GAIN = 2.0
"""What joining must save for blocks to be joined."""


class Match(NamedTuple):
    """A block of the source, by its index, and the blocks that are its translation, in order.

    `score` is from 0 to 1. `is_whole` is false where blocks were joined, or where the translation
    seems to be that of a block beside it as well.
    """

    source: int
    targets: tuple[int, ...]
    score: float
    is_whole: bool = True


def match(source: Sequence[Block], target: Sequence[Block]) -> list[Match]:
    """Return which blocks belong together, in the order of the source."""
    ratio = ratio_of(source, target)
    found: list[Match] = []
    for sources, targets in _segments(source, target, ratio):
        ours, theirs = source[slice(*sources)], target[slice(*targets)]
        pairs = [
            Pair(match.source + sources[0], match.target + targets[0], match.score)
            for match in pair(ours, theirs, ratio)
        ]
        found += _joined(source, target, pairs, (sources, targets), ratio)
    return found


_Range = tuple[int, int]


def _segments(
    source: Sequence[Block], target: Sequence[Block], ratio: float
) -> Iterator[tuple[_Range, _Range]]:
    """Yield what is matched by itself: ranges of indexes that begin with headings that are sure."""
    corners = [(0, 0), *_headings(source, target, ratio), (len(source), len(target))]
    for start, end in pairwise(corners):
        for first, other in pairwise([start, *_twins(source, target, start, end), end]):
            if first[0] < other[0] and first[1] < other[1]:
                yield (first[0], other[0]), (first[1], other[1])


def _headings(
    source: Sequence[Block], target: Sequence[Block], ratio: float
) -> list[tuple[int, int]]:
    """Return the indexes of headings that surely belong together, judged by their sections."""
    ours, theirs = list(_sections(source)), list(_sections(target))
    pairs = pair([section for _, section in ours], [section for _, section in theirs], ratio)
    return [
        (ours[match.source][0], theirs[match.target][0])
        for match in pairs
        if match.score >= CERTAIN and ours[match.source][0] and theirs[match.target][0]
    ]


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """Yield each heading's index, and a block with all that stands up to the next heading."""
    starts = [index for index, block in enumerate(blocks) if block.depth]
    for start, end in pairwise([*starts, len(blocks)]):
        inner = blocks[start:end]
        yield (
            start,
            Block(
                "heading",
                " ".join(block.text for block in inner),
                tuple(anchor for block in inner for anchor in block.anchors),
                blocks[start].words,
                blocks[start].depth,
            ),
        )


def _twins(
    source: Sequence[Block],
    target: Sequence[Block],
    start: tuple[int, int],
    end: tuple[int, int],
) -> list[tuple[int, int]]:
    """Return the indexes of blocks with the same anchors that no other has, in a long segment.

    Of those that cross, the longest row that does not is taken, as in Bram Cohen's patience diff.
    """
    if (end[0] - start[0]) * (end[1] - start[1]) <= _MANY:
        return []
    ours, theirs = (
        _unique(blocks, first, other)
        for blocks, first, other in ((source, start[0], end[0]), (target, start[1], end[1]))
    )
    common = sorted((index, theirs[key]) for key, index in ours.items() if key in theirs)
    return [place for place in _rising(common) if place != start]


def _unique(blocks: Sequence[Block], start: int, end: int) -> dict[tuple[str, ...], int]:
    keys = {index: (blocks[index].group, *blocks[index].anchors) for index in range(start, end)}
    counts = Counter(keys.values())
    return {key: index for index, key in keys.items() if counts[key] == 1 and len(key) > 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest row of pairs whose second members rise, as the first ones do."""
    ends: list[int] = []  # the least second member that a row of each length ends with
    places: list[int] = []
    for _first, second in pairs:
        place = bisect_left(ends, second)
        ends[place : place + 1] = [second]
        places.append(place)
    row: list[tuple[int, int]] = []
    wanted = len(ends) - 1
    for found, place in zip(reversed(pairs), reversed(places), strict=True):
        if place == wanted and (not row or found[1] < row[-1][1]):
            row.append(found)
            wanted -= 1
    return row[::-1]


def _joined(
    source: Sequence[Block],
    target: Sequence[Block],
    pairs: Sequence[Pair],
    segment: tuple[_Range, _Range],
    ratio: float,
) -> Iterator[Match]:
    """Yield the pairs, with what fits better where blocks were split or joined."""
    (first, last), (top, bottom) = segment
    ends = [Pair(first - 1, top - 1, 0.0), *pairs, Pair(last, bottom, 0.0)]
    taken = top - 1
    for before, matched, after in zip(ends, pairs, ends[2:], strict=False):
        free = _free(
            source, target, before._replace(target=max(before.target, taken)), matched, after
        )
        best = _best(source, target, matched, free, ratio)
        taken = best.targets[-1]
        yield best


class _Free(NamedTuple):
    """Blocks without a partner beside a pair: before and behind it, of both sides."""

    sources: tuple[int, ...]
    before: tuple[int, ...]
    behind: tuple[int, ...]


def _free(
    source: Sequence[Block], target: Sequence[Block], before: Pair, matched: Pair, after: Pair
) -> _Free:
    """Return the blocks beside a pair that nothing else can be the partner of."""
    sources = (*range(before.source + 1, matched.source), *range(matched.source + 1, after.source))
    above = range(before.target + 1, matched.target) if matched.source == before.source + 1 else ()
    below = range(matched.target + 1, after.target) if after.source == matched.source + 1 else ()
    kind = target[matched.target].kind
    return _Free(
        tuple(index for index in sources if source[index].kind == source[matched.source].kind),
        tuple(above) if all(target[index].kind == kind for index in above) else (),
        tuple(below) if all(target[index].kind == kind for index in below) else (),
    )


def _best(
    source: Sequence[Block], target: Sequence[Block], matched: Pair, free: _Free, ratio: float
) -> Match:
    block = source[matched.source]
    alone = fit(block, [target[matched.target]], ratio)
    rows = [(*free.before, matched.target), (matched.target, *free.behind)]
    costs = [(fit(block, [target[index] for index in row], ratio), row) for row in rows]
    cost, row = min(costs)
    if len(row) > 1 and cost < alone - _GAIN and not block.depth:
        return Match(matched.source, row, matched.score, is_whole=False)
    # Blocks that fit as well when they are joined leave it open how much belongs together.
    is_whole = (cost >= alone or len(row) == 1 or bool(block.depth)) and all(
        fit(target[matched.target], [block, source[index]], 1 / ratio) >= alone
        for index in free.sources
    )
    return Match(matched.source, (matched.target,), matched.score, is_whole)
