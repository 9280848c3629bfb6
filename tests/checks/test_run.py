from __future__ import annotations

from pathlib import Path

import pytest

from contexts import context
from diglot.catalog.reader import parse_catalog
from diglot.catalog.tokens import Parsed, Tokenizer, plain
from diglot.checks.run import check_catalog, check_consistency
from diglot.core.codes import Code

CONTEXT = context()


def codes(text: str) -> list[tuple[str, str]]:
    catalog = parse_catalog(text.encode(), Path("x.po"))

    def tokenizer_of(_entry: object) -> Tokenizer:
        return plain

    found = check_catalog(catalog, "x.po", tokenizer_of, CONTEXT)
    return [(problem.code, str(problem.location)) for problem in found]


def test_a_finding_has_its_place() -> None:
    text = '#: a.md\nmsgid "共 3 万"\nmsgstr "3 in all"\n'
    catalog = parse_catalog(text.encode(), Path("x.po"))
    (found,) = check_catalog(catalog, "x.po", lambda _entry: plain, CONTEXT)
    place = found.location
    assert place
    assert (place.path, place.line, place.language, place.msgid) == ("x.po", 2, "en", "共 3 万")
    assert found.hints


@pytest.mark.parametrize(
    ("flags", "found"),
    [
        ("", [(Code.NUMBERS, "x.po:1")]),
        ("#, ignore-numbers\n", []),
        ("#, ignore-length\n", [(Code.NUMBERS, "x.po:2")]),
        ("#, fuzzy\n", []),
    ],
    ids=["plain", "excused", "excused for something else", "fuzzy"],
)
def test_flags(flags: str, found: list[tuple[Code, str]]) -> None:
    assert codes(flags + 'msgid "共 500 人"\nmsgstr "400 people"\n') == found


@pytest.mark.parametrize(
    "text",
    [
        'msgid "共 500 人"\nmsgstr ""\n',
        '#~ msgid "共 500 人"\n#~ msgstr "400 people"\n',
    ],
    ids=["untranslated", "obsolete"],
)
def test_what_nobody_reads_is_not_checked(text: str) -> None:
    assert codes(text) == []


def test_each_plural_is_held_to_its_own_source() -> None:
    text = (
        'msgid "1 个文件"\nmsgid_plural "500 个文件"\nmsgstr[0] "1 file"\nmsgstr[1] "500 files"\n'
    )
    assert codes(text) == []
    assert codes(text.replace("500 files", "400 files")) == [(Code.NUMBERS, "x.po:1")]


def test_literal_blocks_are_left_alone() -> None:
    verbatim = Parsed((), "x = 500\ny = 1\n", verbatim=True)
    text = 'msgid "共 500 人\\nx"\nmsgstr "400 people"\n'
    catalog = parse_catalog(text.encode(), Path("x.po"))
    assert (
        list(check_catalog(catalog, "x.po", lambda _entry: lambda _text: verbatim, CONTEXT)) == []
    )


def test_faults_of_the_file_come_first() -> None:
    found = codes('msgid "a\n\nmsgid "共 500 人"\nmsgstr "400 people"\n')
    assert found == [(Code.BROKEN_CATALOG, "x.po:1"), (Code.NUMBERS, "x.po:3")]


def test_the_same_source_is_translated_the_same() -> None:
    one = parse_catalog(b'msgid "A b"\nmsgstr "x"\n\nmsgid "c"\nmsgstr "d"\n', Path("1.po"))
    same = parse_catalog(b'msgid "a b."\nmsgstr "X."\n', Path("2.po"))
    other = parse_catalog(
        b'msgid "a b"\nmsgstr "y"\n\nmsgctxt "z"\nmsgid "c"\nmsgstr "e"\n', Path("3.po")
    )
    files = [("1.po", one), ("2.po", same), ("3.po", other)]
    (found,) = check_consistency(files, CONTEXT)
    assert (found.code, str(found.location)) == (Code.INCONSISTENT, "3.po:1")
    assert "1.po:1" in found.message
