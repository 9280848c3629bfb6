"""How much memory a handout takes to typeset, and what follows from that.

Typst keeps all pages of a document, and what it has made them of, until it is done with it.
"""

from __future__ import annotations

from collections.abc import Sequence

# Bytes of memory for each byte of a handout's Typst sources: 360 and 405 were measured, in English
# handouts of 1,801 and 216 pages.
_MEMORY = 410

_LARGE = 500_000_000
# A process that holds more, as it does of many large pictures, keeps what it has used lately only.
_MUCH = 2_000_000_000
# A part of the memory is for all else that runs on a machine.
_SHARE = 0.75


def memory_for(sources: int) -> int:
    """Return how many bytes of memory it takes to typeset a handout of `sources` bytes."""
    return sources * _MEMORY


def is_large(demand: int) -> bool:
    """Whether so much memory is given back at once, though the next handout may want it again."""
    return demand > _LARGE


def is_much(held: int | None) -> bool:
    """Whether a process holds more memory than it may for what somebody may ask for again."""
    return held is not None and held > _MUCH


def waits_for_others(demand: int, others: int, memory: int | None) -> bool:
    """Whether a handout is typeset alone, because there is no room for `others` like it.

    `demand` is what it takes, `memory` what there is; None where nobody knows that.
    """
    return memory is not None and demand * (others + 1) > memory * _SHARE


def share_of(others: int, memory: int | None) -> int | None:
    """Return how many bytes a compiler may keep, so that `others` may keep as much."""
    return None if memory is None else int(memory * _SHARE / (others + 1))


def at_once(demands: Sequence[int], limit: int, memory: int | None) -> int:
    """Return how many handouts may be typeset at the same time, at most `limit` and at least one.

    `demands` are what each takes.
    """
    if memory is None:
        return limit
    return max(1, min(limit, int(memory * _SHARE // max(demands))))
