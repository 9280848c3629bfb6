"""What checks find has its places in the text, and a repair makes an end of it."""

from __future__ import annotations

from collections import Counter

import pytest

from check_cases import NAMES, Case, cases, context
from diglot.actions.desk.remarks import Remark, remark_of
from diglot.catalog.entry import Entry
from diglot.checks.run import judge_entry

# What needs a person's words, or has no part of the translation that is wrong.
UNREPAIRED = {"cjk-left", "length", "same-as-source", "unparsed-markup"}
UNPLACED = {"end-colon", "end-stop", "glossary", "length", "same-as-source"}
# Their cases only lack something.
UNPLACED |= {"footnotes", "formulas", "images"}


def remarks(case: Case, text: str) -> list[Remark]:
    entry = Entry(case.source, (text,), 1, (0, 0))
    judged = judge_entry(entry, case.tokenizer, context(*case.languages), "case.po")
    return [remark_of(found, text, case.tokenizer(text)) for found in judged]


def repaired(text: str, remark: Remark) -> str:
    assert list(remark.repair) == list(dict.fromkeys(remark.repair))
    placed = sorted(
        (change.start, change.end or 0, change.text)
        for change in remark.repair
        if change.start is not None
    )
    for start, end, new in reversed(placed):
        text = f"{text[:start]}{new}{text[end:]}"
    return " ".join([text, *(change.text for change in remark.repair if change.start is None)])


def told(found: list[Remark]) -> Counter[tuple[str, str]]:
    return Counter(
        (str(remark.diagnostic.code), str(remark.diagnostic.message)) for remark in found
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_repair_makes_an_end_of_what_it_repairs(name: str) -> None:
    of_check = [
        (case, remark)
        for case in cases(name)
        for remark in remarks(case, case.target)
        if str(remark.diagnostic.code) == name
    ]
    assert of_check
    for case, remark in of_check:
        assert all(0 <= start < end <= len(case.target) for start, end in remark.spans)
        if remark.repair:
            text = repaired(case.target, remark)
            before, after = told(remarks(case, case.target)), told(remarks(case, text))
            key = (name, str(remark.diagnostic.message))
            assert after[key] < before[key], (case.title, text)
    assert any(remark.repair for _case, remark in of_check) is (name not in UNREPAIRED)
    assert any(remark.spans for _case, remark in of_check) is (name not in UNPLACED)


def test_places_are_of_the_words_alone() -> None:
    case = Case("", "共 45 页。", "A113 has 113 pages, `a 113`.", "")
    found = [remark for remark in remarks(case, case.target) if remark.spans]
    assert [remark.spans for remark in found] == [((9, 12),)]


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
    [remark] = [remark for remark in remarks(case, text) if remark.diagnostic.code == "full-width"]
    assert repaired(text, remark) == wanted
