"""What checks find has its places in the text, and a repair makes an end of it."""

from __future__ import annotations

from collections import Counter

import pytest

from check_cases import NAMES, Case, cases, context
from diglot.actions.desk.placed_diagnostics import PlacedDiagnostic, placed_in
from diglot.catalog.entry import Entry
from diglot.checks.run import judge_entry

# What needs a person's words, or has no part of the translation that is wrong.
UNREPAIRED = {"cjk-left", "length", "same-as-source", "unparsed-markup"}
UNPLACED = {"end-colon", "end-stop", "glossary", "length", "same-as-source"}
# Their cases only lack something.
UNPLACED |= {"footnotes", "formulas", "images"}


def diagnostics(case: Case, text: str) -> list[PlacedDiagnostic]:
    entry = Entry(case.source, (text,), 1, (0, 0))
    judged = judge_entry(entry, case.tokenizer, context(*case.languages), "case.po")
    return [placed_in(found, text, case.tokenizer(text)) for found in judged]


def repaired(text: str, placed: PlacedDiagnostic) -> str:
    assert list(placed.repair) == list(dict.fromkeys(placed.repair))
    changes = sorted(
        (change.start, change.end or 0, change.text)
        for change in placed.repair
        if change.start is not None
    )
    for start, end, new in reversed(changes):
        text = f"{text[:start]}{new}{text[end:]}"
    return " ".join([text, *(change.text for change in placed.repair if change.start is None)])


def told(found: list[PlacedDiagnostic]) -> Counter[tuple[str, str]]:
    return Counter(
        (str(placed.diagnostic.code), str(placed.diagnostic.message)) for placed in found
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_repair_makes_an_end_of_what_it_repairs(name: str) -> None:
    of_check = [
        (case, placed)
        for case in cases(name)
        for placed in diagnostics(case, case.target)
        if str(placed.diagnostic.code) == name
    ]
    assert of_check
    for case, placed in of_check:
        assert all(0 <= start < end <= len(case.target) for start, end in placed.spans)
        if placed.repair:
            text = repaired(case.target, placed)
            before, after = told(diagnostics(case, case.target)), told(diagnostics(case, text))
            key = (name, str(placed.diagnostic.message))
            assert after[key] < before[key], (case.title, text)
    assert any(placed.repair for _case, placed in of_check) is (name not in UNREPAIRED)
    assert any(placed.spans for _case, placed in of_check) is (name not in UNPLACED)


def test_places_are_of_the_words_alone() -> None:
    case = Case("", "共 45 页。", "A113 has 113 pages, `a 113`.", "")
    found = [placed for placed in diagnostics(case, case.target) if placed.spans]
    assert [placed.spans for placed in found] == [((9, 12),)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It trains，then rests。", "It trains, then rests."),
        ("See `a，b`，`c` and **d**，e（f）。", "See `a，b`, `c` and **d**, e (f)."),
        ("《红，楼》，a dream，see", "《红，楼》, a dream, see"),
    ],
)
def test_full_width_marks_become_those_of_the_alphabet(text: str, wanted: str) -> None:
    case = Case("", "训练", text, "")
    [placed] = [
        placed for placed in diagnostics(case, text) if placed.diagnostic.code == "full-width"
    ]
    assert repaired(text, placed) == wanted
