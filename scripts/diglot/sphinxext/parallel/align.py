"""Alignment: which blocks of two lists belong together, where one has some the other lacks."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

Match = tuple[int | None, int | None]


class Key(NamedTuple):
    """What a block is recognised by: its kind and, where known, its line in the source file.

    A translation keeps the line of the block it replaces, so that equal lines mean the same
    block; the kind alone is a guess. What is not `seen`, such as an entry of the index, says
    nothing of the blocks around it.
    """

    kind: str
    line: int | None = None
    seen: bool = True


def align(source: Sequence[Key], target: Sequence[Key]) -> Iterator[Match]:
    """Yield the indexes of both lists in order, two where blocks match, else one and None.

    Blocks of the same kind and line match first; between those, blocks of the same kind.
    """
    if [key.kind for key in source] == [key.kind for key in target]:
        yield from zip(range(len(source)), range(len(target)), strict=True)
    elif all(key.seen for key in (*source, *target)):
        yield from _align_seen(source, target)
    else:
        yield from _align_around(source, target)


def _align_around(source: Sequence[Key], target: Sequence[Key]) -> Iterator[Match]:
    """Align what is seen, and what is not seen between it."""
    left, right = ([at for at, key in enumerate(keys) if key.seen] for keys in (source, target))
    a = b = 0
    matches = _align_seen([source[at] for at in left], [target[at] for at in right])
    for at_a, at_b in [*matches, (len(left), len(right))]:
        next_a = a if at_a is None else [*left, len(source)][at_a]
        next_b = b if at_b is None else [*right, len(target)][at_b]
        yield from _align_kinds(source, target, range(a, next_a), range(b, next_b))
        if (at_a, at_b) != (len(left), len(right)):
            yield (
                None if at_a is None else next_a,
                None if at_b is None else next_b,
            )
        a = next_a + (at_a is not None)
        b = next_b + (at_b is not None)


def _align_seen(source: Sequence[Key], target: Sequence[Key]) -> Iterator[Match]:
    if [key.kind for key in source] == [key.kind for key in target]:
        yield from zip(range(len(source)), range(len(target)), strict=True)
        return
    a = b = 0
    for at_a, at_b in [*_matches(_lined(source), _lined(target)), (len(source), len(target))]:
        yield from _align_kinds(source, target, range(a, at_a), range(b, at_b))
        if at_a < len(source) and at_b < len(target):
            yield at_a, at_b
        a, b = at_a + 1, at_b + 1


def _align_kinds(
    source: Sequence[Key], target: Sequence[Key], left: range, right: range
) -> Iterator[Match]:
    """Align two stretches by kinds alone; what is left over comes source first."""
    kinds = [source[at].kind for at in left], [target[at].kind for at in right]
    a = b = 0
    for at_a, at_b in [*_matches(*kinds), (len(left), len(right))]:
        yield from ((left[at], None) for at in range(a, at_a))
        yield from ((None, right[at]) for at in range(b, at_b))
        if at_a < len(left) and at_b < len(right):
            yield left[at_a], right[at_b]
        a, b = at_a + 1, at_b + 1


def _lined(keys: Sequence[Key]) -> list[Hashable]:
    # A key without a line equals no other, so that only certain matches are found.
    return [key if key.line is not None else object() for key in keys]


def _matches(a: Sequence[Hashable], b: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    # autojunk would ignore the kinds that come often: paragraphs.
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    for start_a, start_b, size in matcher.get_matching_blocks():
        yield from zip(range(start_a, start_a + size), range(start_b, start_b + size), strict=True)
