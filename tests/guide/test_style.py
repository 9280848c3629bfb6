"""What a copy editor would mark in the English of the book, whoever writes it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

CATALOGS = Path(__file__).parents[2] / "locales" / "en" / "LC_MESSAGES"
# Code, what is addressed or attributed in braces and brackets, and the notes of authors.
_CODE = re.compile(r"(`+).+?\1|\]\([^)]*\)")


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    return list(_sentences())


def _sentences() -> Iterator[str]:
    for catalog in CATALOGS.rglob("*.po"):
        with catalog.open("rb") as file:
            messages = list(read_po(file, locale="en"))
        yield from (_CODE.sub("", str(message.string)) for message in messages if message.id)


def test_quotation_marks_are_of_one_style(sentences: list[str]) -> None:
    assert sum("“" in sentence for sentence in sentences) > 40
    assert [sentence for sentence in sentences if re.search(r"['\"]", sentence)] == []
    # Single ones are for quotations within quotations.
    outside = [re.sub("“[^”]*”", "", sentence) for sentence in sentences]
    assert [sentence for sentence in outside if "‘" in sentence] == []


def test_dates_are_of_one_style(sentences: list[str]) -> None:
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    assert any(re.search(rf"\d (?:{months}) \d{{4}}", sentence) for sentence in sentences)
    assert [
        sentence
        for sentence in sentences
        if re.search(rf"(?:{months}) \d{{1,2}}\b(?!\d)", sentence)
    ] == []
