"""The contents of a parallel book: both titles of each entry, one address."""

from __future__ import annotations

import re

import pytest

from diglot.core.language import language
from diglot.sphinxext.epub.contents import Entry
from diglot.sphinxext.parallel.epub.contents import in_both, plain
from diglot.sphinxext.parallel.interleave import Side

LANGUAGES = {Side.SOURCE: language("zh_CN"), Side.TARGET: language("en")}


def entries(text: str) -> list[Entry]:
    """Return entries written as ``LEVEL ADDRESS TITLE``, separated by semicolons."""
    parts = [entry.split(maxsplit=2) for entry in text.split(";")]
    return [
        {"level": int(level), "refuri": uri, "text": title.strip()} for level, uri, title in parts
    ]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("1 a 甲; 1 b 乙", "1 a A; 1 b B", "1 a 甲 · A; 1 b 乙 · B"),
        ("1 a GPU", "1 a GPU", "1 a GPU"),
        ("1 a 甲; 2 a#丙 丙", "1 a A; 2 a#c C", "1 a 甲 · A; 2 a#丙 丙 · C"),
        ("1 a 甲; 2 a#丙 丙; 1 b 乙", "1 a A; 1 b B", "1 a 甲 · A; 2 a#丙 丙; 1 b 乙 · B"),
        ("1 a 甲; 1 b 乙", "1 a A; 2 a#c C; 1 b B", "1 a 甲 · A; 2 a#c C; 1 b 乙 · B"),
        ("1 a 甲", "1 a A; 1 gone G", "1 a 甲 · A"),
        ("1 a 甲", "2 a#c C; 3 a#d D", "1 a 甲; 2 a#c C; 3 a#d D"),
        ("1 a 甲", "3 a#d D", "1 a 甲; 2 a#d D"),
    ],
    ids=[
        "pairs",
        "the same in both",
        "anchors of each language",
        "a section of the source",
        "a section of the target",
        "a page that the source does not list",
        "other levels",
        "no level is left out",
    ],
)
def test_entries_are_in_both_languages(source: str, target: str, expected: str) -> None:
    found = [plain(entry) for entry in in_both(entries(source), entries(target), LANGUAGES)]
    assert found == entries(expected)


def test_pages_of_the_target_alone_stand_where_it_lists_them() -> None:
    source, target = entries("1 a 甲; 1 b 乙"), entries("1 a A; 1 only O; 2 only#c C; 1 b B")
    found = [plain(entry) for entry in in_both(source, target, LANGUAGES, {"only"})]
    assert found == entries("1 a 甲 · A; 1 only O; 2 only#c C; 1 b 乙 · B")


def test_sides_name_their_language() -> None:
    (entry,) = in_both(entries("1 a 甲"), entries("1 a A"), LANGUAGES)
    assert re.findall(r'lang="([^"]+)">(\w)', entry["text"]) == [("zh-CN", "甲"), ("en", "A")]
