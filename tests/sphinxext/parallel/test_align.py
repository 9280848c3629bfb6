"""Alignment: every index once and in order; lines are believed before kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.sphinxext.parallel.align import Key, align

_SEEN = st.builds(Key, st.sampled_from("pth"), st.none() | st.integers(1, 5))
_UNSEEN = st.builds(Key, st.sampled_from("ij"), st.none(), st.just(False))
_KEYS = st.lists(_SEEN | _UNSEEN, max_size=12)


def keys(text: str) -> list[Key]:
    """Read ``p1 p h4`` as keys; ``i`` is an entry of an index."""
    return [
        Key(word[0], int(word[1:]) if word[1:] else None, seen=word[0] != "i")
        for word in text.split()
    ]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("p p", "p p", "00 11"),
        ("p1 p5", "p2 p3", "00 11"),
        ("p1 p3 p5", "p1 p5", "00 1- 21"),
        ("p1", "p1 h2", "00 -1"),
        ("p1 p2 h", "p2 h", "0- 10 21"),
        ("p1 h2", "t7 p9", "-0 01 1-"),
        ("", "p", "-0"),
        # One language lacks entries of the index, of which no line is known.
        ("i d1 i d5 i h7", "d1 d5 i h7", "0- 10 2- 31 42 53"),
        ("i d", "p i d", "-0 01 12"),
        # A paragraph for each language, where the source chose with `only`.
        ("p1 p4 h7", "p1 p6 h7 p9", "00 11 22 -3"),
    ],
)
def test_align(source: str, target: str, expected: str) -> None:
    found = align(keys(source), keys(target))
    assert (
        " ".join("".join("-" if at is None else str(at) for at in match) for match in found)
        == expected
    )


@given(_KEYS, _KEYS)
def test_every_index_once_and_in_order(source: list[Key], target: list[Key]) -> None:
    found = list(align(source, target))
    assert [a for a, _ in found if a is not None] == list(range(len(source)))
    assert [b for _, b in found if b is not None] == list(range(len(target)))
    assert all(
        source[a].kind == target[b].kind for a, b in found if a is not None and b is not None
    )
