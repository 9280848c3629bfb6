from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from check_cases import CASES, MYST, NAMES, RST, Case, cases, context
from diglot.catalog.entry import Entry
from diglot.catalog.tokens import Tokenizer
from diglot.checks.run import check_entry
from diglot.checks.table import CHECKS
from diglot.core.diagnostic import Diagnostic, Severity

NAMES_OF = [str(check.code) for check in CHECKS]


def check(
    source: str,
    target: str,
    languages: tuple[str, str] = ("zh_CN", "en"),
    tokenizer: Tokenizer = MYST,
    flags: frozenset[str] = frozenset(),
) -> list[Diagnostic]:
    entry = Entry(source, (target,), 1, (0, 0), flags=flags)
    return list(check_entry(entry, tokenizer, context(*languages), "case.po"))


def findings(case: Case) -> str:
    found = check(case.source, case.target, case.languages, case.tokenizer)
    return "".join(f"{problem.severity} {problem.code}: {problem.message}\n" for problem in found)


@pytest.mark.parametrize("name", NAMES)
def test_cases(name: str, regenerate: bool) -> None:
    path = CASES / f"{name}.txt"
    text, found = path.read_text("utf-8"), list(cases(name))
    assert 4 * len(found) == text.splitlines().count("."), "a case is not closed"
    checked = "\n".join(
        f"{case.title}\n.\n{case.source}\n.\n{case.target}\n.\n{findings(case)}.\n"
        for case in found
    )
    if regenerate:
        path.write_text(checked, "utf-8")
    assert checked == path.read_text("utf-8")


def test_every_check_has_cases_that_it_finds_and_lets_pass() -> None:
    assert {str(check.code) for check in CHECKS} == set(NAMES)
    for name in NAMES:
        findings_of_cases = [case.found for case in cases(name)]
        assert any(f" {name}: " in listed for listed in findings_of_cases), name
        assert any(f" {name}: " not in listed for listed in findings_of_cases), name


@pytest.mark.parametrize("doc", [check.find.__doc__ or "" for check in CHECKS], ids=NAMES_OF)
def test_a_check_teaches(doc: str) -> None:
    assert "Bad:" in doc
    assert "Good:" in doc


# A thousand in one language is a one with decimals in another.
_THOUSANDS = re.compile(r"\d[.,]\d{3}")


@settings(deadline=None)
@example("0,1")
@given(
    st.text(max_size=60).filter(
        lambda text: text.strip() and "\n" not in text and not _THOUSANDS.search(text)
    )
)
def test_a_text_has_all_the_markup_of_itself(text: str) -> None:
    for tokenizer in (MYST, RST):
        found = check(text, text, ("en", "de"), tokenizer)
        assert [problem for problem in found if problem.severity is not Severity.INFO] == []


PIECES = st.sampled_from(
    ["{ref}`a <b>`", "[x](#y)", "`code`", "$z$", "[^n]", "{{ s }}", "{term}`t`", "![i](j.svg)"]
)


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6), st.data())
def test_any_order_of_the_same_markup_will_do(pieces: list[str], data: st.DataObject) -> None:
    mixed = data.draw(st.permutations(pieces))
    found = check("和".join(pieces), " and ".join(mixed))
    assert [problem for problem in found if problem.severity is Severity.ERROR] == []


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6), st.data())
def test_any_markup_that_is_lost_is_found(pieces: list[str], data: st.DataObject) -> None:
    lost = data.draw(st.sampled_from(pieces))
    kept = [piece for piece in pieces if piece != lost]
    found = check("和".join(pieces), "something " + " and ".join(kept))
    assert [problem for problem in found if problem.severity is Severity.ERROR]
