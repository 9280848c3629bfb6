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


@given(
    UNITS, st.lists(st.tuples(st.integers(0, 11), st.builds(Unit, TEXTS, TEXTS, st.just("new"))))
)
def test_what_is_replaced_is_as_if_it_had_been_read_so(
    units: list[Unit], changes: list[tuple[int, Unit]]
) -> None:
    now = list(dict.fromkeys(units))
    memory = Memory(now)
    for number, unit in changes:
        if now and unit not in now:
            former = now.pop(number % len(now))
            now.append(unit)
            memory.replace(former, unit)
    fresh = Memory(now)
    for unit in (*now, Unit("数据a", "B", "")):
        for words in (unit.source, unit.target):
            asked = words.replace("\0", "")
            found, wanted = memory.concordance(asked, 99), fresh.concordance(asked, 99)
            assert set(found) == set(wanted)
            assert [len(suggestion.source) for suggestion in found] == sorted(
                len(suggestion.source) for suggestion in wanted
            )
        alike, wanted_alike = memory.similar(unit.source), fresh.similar(unit.source)
        assert [suggestion.score for suggestion in alike] == [
            suggestion.score for suggestion in wanted_alike
        ]
        assert {suggestion.unit for suggestion in alike} <= set(now)
