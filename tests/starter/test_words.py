"""The sentences of new projects are whole in every language that there is a catalog of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diglot.catalog.reader import read_catalog
from diglot.core.language import language
from diglot.starter.project import FILES
from diglot.starter.words import LOCALE, sentences_of, words_in

SENTENCES = {
    sentence
    for skeleton in FILES.glob("*.md")
    for sentence in sentences_of(skeleton.read_text("utf-8"))
    if re.search(r"[a-z]{2} [a-z]", sentence) and not sentence.startswith(" ")
}
FIELD = re.compile(r"\$\w+|`[^`]+`")


@pytest.mark.parametrize("path", sorted(LOCALE.glob("*.po")), ids=lambda path: path.stem)
def test_a_catalog_has_every_sentence_with_its_fields_and_codes(path: Path) -> None:
    catalog = read_catalog(path)
    assert not catalog.problems
    assert {entry.msgid for entry in catalog.entries} == SENTENCES
    for entry in catalog.entries:
        assert sorted(FIELD.findall(entry.translation)) == sorted(FIELD.findall(entry.msgid))


def test_a_language_without_sentences_has_english_ones_and_says_so() -> None:
    fields = {"name": "Boek", "document": "a.md", "catalog": "a.po"}
    dutch, canadian = words_in(language("nl"), fields), words_in(language("fr_CA"), fields)
    assert (dutch.is_own, canadian.is_own) == (False, True)
    assert dutch.page("# $name\n\n1. Write your own text in `$document`.") == (
        "# Boek\n\n1. Write your own text in `a.md`."
    )
    assert canadian.page("## What to do next") == "## Les prochaines étapes"
