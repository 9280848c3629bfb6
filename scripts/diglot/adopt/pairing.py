"""Pairing: which blocks of a document and of its translation belong together, and how surely.

The model is Gale and Church's ("A Program for Aligning Sentences in Bilingual Corpora", 1993), with
blocks in the place of sentences, and what no translator changes (codes, addresses, numbers) beside
the lengths. Instead of the one best alignment, the forward–backward algorithm weighs all of them:
the score of a pair is its share of their probability. Two pairs above one half are in some
alignment together, so that pairs above it never cross and never share a block.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

LIKELY = 0.5
"""Below this score, a pair is none."""
CERTAIN = 0.95
"""From this score on, a pair needs nobody to confirm it."""

# The variance of lengths a character. Gale and Church measured 6.8 between European languages; ours
# is larger, because Chinese and English differ more. It is a guess that no corpus has tested yet.
_VARIANCE = 12.0
# -log of the probability that a block has no partner; a guess as well, like the next.
_GAP = 5.0
# What a pair gains where all anchors agree, and loses where none does.
_ANCHORS = 6.0
_NEVER = math.inf


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a document: its kind, its text as readers see it, what translators leave alone."""

    kind: str
    text: str
    anchors: tuple[str, ...] = ()


class Pair(NamedTuple):
    """Indexes of two blocks that belong together, and the probability of that, from 0.5 to 1."""

    source: int
    target: int
    score: float


def pair(source: Sequence[Block], target: Sequence[Block]) -> list[Pair]:
    """Return the pairs of blocks above `LIKELY`, in order; blocks of different kinds are none.

    Takes time and memory in proportion to the product of both lengths.
    """
    costs = _costs(source, target)
    before = _sums(costs, len(source), len(target))
    backwards = [row[::-1] for row in reversed(costs)]
    after = _sums(backwards, len(source), len(target))
    total = before[-1][-1]
    pairs = []
    for a, row in enumerate(costs):
        for b, cost in enumerate(row):
            if cost == _NEVER:
                continue
            through = before[a][b] + cost + after[len(source) - a - 1][len(target) - b - 1]
            score = min(1.0, math.exp(total - through))
            if score > LIKELY:
                pairs.append(Pair(a, b, score))
    return pairs


def _sums(costs: Sequence[Sequence[float]], rows: int, columns: int) -> list[list[float]]:
    """Return, for each corner, -log of the sum of the probabilities of all ways to it."""
    sums = [[_GAP * column for column in range(columns + 1)]]
    for row in range(1, rows + 1):
        above, here = sums[-1], [_GAP * row]
        for column in range(1, columns + 1):
            here.append(
                _either(
                    above[column - 1] + costs[row - 1][column - 1],
                    above[column] + _GAP,
                    here[column - 1] + _GAP,
                )
            )
        sums.append(here)
    return sums


def _either(*costs: float) -> float:
    """Return -log of the sum of probabilities that are given as -log."""
    least = min(costs)
    return least - math.log(sum(math.exp(least - cost) for cost in costs))


def _costs(source: Sequence[Block], target: Sequence[Block]) -> list[list[float]]:
    ratio = _ratio(source, target)
    return [[_cost(one, other, ratio) for other in target] for one in source]


def _ratio(source: Sequence[Block], target: Sequence[Block]) -> float:
    """Return how many characters of the target one of the source becomes; 1 where one is empty."""
    lengths = [sum(len(block.text) for block in blocks) for blocks in (source, target)]
    return lengths[1] / lengths[0] if all(lengths) else 1.0


def _cost(one: Block, other: Block, ratio: float) -> float:
    if one.kind != other.kind:
        return _NEVER
    expected, length = len(one.text) * ratio, len(other.text)
    mean = (expected + length) / 2 or 1.0
    deviation = abs(length - expected) / math.sqrt(_VARIANCE * mean)
    return deviation**2 / 2 + _ANCHORS * (1 - _agreement(one.anchors, other.anchors))


def _agreement(one: Sequence[str], other: Sequence[str]) -> float:
    """Return Dice's coefficient of two multisets; 1 where both are empty."""
    if not one and not other:
        return 1.0
    common = (Counter(one) & Counter(other)).total()
    return 2 * common / (len(one) + len(other))
