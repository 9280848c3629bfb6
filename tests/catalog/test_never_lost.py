"""Whatever happens to the sources, no confirmed translation is lost and none is made up.

A long run takes the number of histories from the environment: DIGLOT_HISTORIES=10000.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog_histories import STEPS, Book, Step

HISTORIES = int(os.environ.get("DIGLOT_HISTORIES", "150"))
_NUMBERS = st.integers(0, 59)
_STEPS = st.tuples(st.sampled_from(STEPS), _NUMBERS, _NUMBERS)


@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_STEPS, min_size=10, max_size=60))
def test_no_history_loses_a_translation(steps: list[Step]) -> None:
    book = Book()
    for number in range(6):
        book.write(number, number * 7)
    book.follow(prune=False, refresh=False)
    for name, *numbers in steps:
        getattr(book, name)(*numbers)
    book.follow(prune=True, refresh=False)
