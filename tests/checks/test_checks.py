from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.config import Config

import folders
from diglot.catalog.entry import Entry
from diglot.catalog.glossary import Glossary, Term
from diglot.catalog.tokens import Tokenizer
from diglot.checks.message import Context
from diglot.checks.run import check_entry
from diglot.checks.table import CHECKS
from diglot.core.diagnostic import Diagnostic, Severity
from diglot.core.language import language
from diglot.sphinxext.markup.myst import MystTokenizer, myst_config, myst_parser_of
from diglot.sphinxext.markup.rst import RstTokenizer

CASES = folders.CASES / "checks"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))
NAMES_OF = [str(check.code) for check in CHECKS]
EXTENSIONS = ["attrs_inline", "dollarmath", "substitution"]
MYST = MystTokenizer(
    myst_parser_of(myst_config(Config({"myst_enable_extensions": EXTENSIONS}))), as_blocks=True
)
RST = RstTokenizer()

# A case: its title, then source, translation and findings, each closed by a line with a dot.
CASE = re.compile(
    r"(?P<title>.+)\n\.\n(?P<source>.*)\n\.\n(?P<target>.*)\n\.\n(?P<found>(?:(?!\.\n).*\n)*)\.\n"
)
LANGUAGES = re.compile(r"\((\w+) → (\w+)\)")


def context(source: str = "zh_CN", target: str = "en") -> Context:
    terms: tuple[Term, ...] = (
        Term("推理", "", never=("reasoning",)),
        Term("显存", "GPU memory", also=("memory",)),
    )
    pairs = {"训练": "training", "推理": "inference", "大语言模型": "large language model"}
    pairs |= {"语言": "speech", "GPU": "GPU"}
    if source == "en":
        terms, pairs = (), {"GPU": "图形处理器"}
    glossary = Glossary(language(source), language(target), terms, pairs)
    return Context(language(source), language(target), glossary, frozenset({"modell"}))


def check(
    source: str,
    target: str,
    languages: tuple[str, str] = ("zh_CN", "en"),
    tokenizer: Tokenizer = MYST,
    flags: frozenset[str] = frozenset(),
) -> list[Diagnostic]:
    entry = Entry(source, (target,), 1, (0, 0), flags=flags)
    return list(check_entry(entry, tokenizer, context(*languages), "case.po"))


def findings(match: re.Match[str]) -> str:
    languages = LANGUAGES.search(match["title"])
    found = check(
        match["source"],
        match["target"],
        (languages[1], languages[2]) if languages else ("zh_CN", "en"),
        RST if "(rst)" in match["title"] else MYST,
    )
    return "".join(f"{one.severity} {one.code}: {one.message}\n" for one in found)


@pytest.mark.parametrize("name", NAMES)
def test_cases(name: str, regenerate: bool) -> None:
    path = CASES / f"{name}.txt"
    text = path.read_text("utf-8")
    cases = list(CASE.finditer(text))
    assert 4 * len(cases) == text.splitlines().count("."), "a case is not closed"
    again = "\n".join(
        f"{one['title']}\n.\n{one['source']}\n.\n{one['target']}\n.\n{findings(one)}.\n"
        for one in cases
    )
    if regenerate:
        path.write_text(again, "utf-8")
    assert again == path.read_text("utf-8")


def test_every_check_has_cases_that_it_finds_and_lets_pass() -> None:
    assert {str(check.code) for check in CHECKS} == set(NAMES)
    for name in NAMES:
        found = [one["found"] for one in CASE.finditer((CASES / f"{name}.txt").read_text("utf-8"))]
        assert any(f" {name}: " in each for each in found), name
        assert any(f" {name}: " not in each for each in found), name


@pytest.mark.parametrize("doc", [check.find.__doc__ or "" for check in CHECKS], ids=NAMES_OF)
def test_a_check_teaches(doc: str) -> None:
    assert "Bad:" in doc
    assert "Good:" in doc


@settings(deadline=None)
@given(st.text(max_size=60).filter(lambda text: text.strip() and "\n" not in text))
def test_a_text_has_all_the_markup_of_itself(text: str) -> None:
    for tokenizer in (MYST, RST):
        found = check(text, text, ("en", "de"), tokenizer)
        assert [one for one in found if one.severity is not Severity.INFO] == []


PIECES = st.sampled_from(
    ["{ref}`a <b>`", "[x](#y)", "`code`", "$z$", "[^n]", "{{ s }}", "{term}`t`", "![i](j.svg)"]
)


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6), st.data())
def test_any_order_of_the_same_markup_will_do(pieces: list[str], data: st.DataObject) -> None:
    mixed = data.draw(st.permutations(pieces))
    found = check("和".join(pieces), " and ".join(mixed))
    assert [one for one in found if one.severity is Severity.ERROR] == []


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6), st.data())
def test_any_markup_that_is_lost_is_found(pieces: list[str], data: st.DataObject) -> None:
    lost = data.draw(st.sampled_from(pieces))
    kept = [piece for piece in pieces if piece != lost]
    found = check("和".join(pieces), "something " + " and ".join(kept))
    assert [one for one in found if one.severity is Severity.ERROR]
