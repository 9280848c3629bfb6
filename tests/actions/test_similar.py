"""Where else words occur: the shortest places first, in either language, whatever their case."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diglot.actions.desk.similar import Memory, Unit

TEXTS = st.text("aBß数据 \0", max_size=8)
UNITS = st.lists(st.builds(Unit, TEXTS, TEXTS, st.just("chapter")), max_size=12)


@given(UNITS, TEXTS, st.integers(1, 5))
def test_concordance_finds_what_holds_all_words(units: list[Unit], words: str, most: int) -> None:
    wanted = [word for word in words.casefold().split() if "\0" not in word]
    found = [
        unit
        for unit in dict.fromkeys(units)
        if any(
            all(word in text.casefold() for word in wanted) for text in (unit.source, unit.target)
        )
    ]
    expected = sorted(found, key=lambda unit: len(unit.source))[:most] if wanted else []
    assert Memory(units).concordance(" ".join(wanted), most) == expected
