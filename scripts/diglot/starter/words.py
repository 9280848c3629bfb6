"""The sentences of a new project in the languages that there are of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from string import Template

from diglot.core.language import Language
from diglot.core.translations import OwnCatalog, read_own_catalog
from diglot.sphinxext.i18n.labels import nearest_catalog

LOCALE = Path(__file__).parent / "locale"
"""The folder of the catalogs; a new language is a new catalog. The messages are English."""
_LINE = re.compile(r"(?P<mark>#+ |\d+\. )?(?P<sentence>.+)")


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language, with what this project puts into their fields.

    `is_own` is false where there are no sentences in the language, so that they are English.
    """

    catalog: OwnCatalog
    fields: dict[str, str]
    is_own: bool

    def say(self, sentence: str) -> str:
        """Return a sentence in the language, its fields filled."""
        return Template(self.catalog.gettext(sentence)).substitute(self.fields)

    def page(self, skeleton: str) -> str:
        """Return a page in the language: the skeleton's lines translated, their marks kept.

        A line is a sentence, perhaps behind the mark of a heading (``# ``) or an item (``1. ``).
        """
        return "\n".join(_in_place(line, self.say) for line in skeleton.split("\n"))


def words_in(language: Language, fields: dict[str, str]) -> Words:
    """Return the sentences of a language, or of the nearest; English where there is none."""
    path = nearest_catalog(language.tag, LOCALE)
    catalog = read_own_catalog(path) if path else OwnCatalog()
    return Words(catalog, fields, is_own=bool(path) or language.base == "en")


def sentences_of(skeleton: str) -> list[str]:
    """Return the lines of a page without their marks, each of which may be a message."""
    matches = map(_LINE.fullmatch, skeleton.split("\n"))
    return [match["sentence"] for match in matches if match]


def _in_place(line: str, say: Callable[[str], str]) -> str:
    match = _LINE.fullmatch(line)
    return (match["mark"] or "") + say(match["sentence"]) if match else ""
