"""Common misspellings of English, by codespell's list where that is installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import cache
from importlib import resources

from diglot.catalog.scripts import WORD


def codespell(text: str, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the words of an English text that are common misspellings, with their corrections.

    This is a `SpellingEngine`; of a text in another `language` (a tag) it yields nothing.
    """
    if language.replace("-", "_").partition("_")[0] != "en":
        return
    misspellings = _misspellings()
    for word in dict.fromkeys(WORD.findall(text)):
        corrections = misspellings.get(word.lower())
        if corrections:
            yield word, corrections


def can_spell() -> bool:
    """Return whether the list of misspellings is installed."""
    return importlib.util.find_spec("codespell_lib") is not None


@cache
def _misspellings() -> dict[str, tuple[str, ...]]:
    if not can_spell():
        return {}
    text = resources.files("codespell_lib").joinpath("data/dictionary.txt").read_text("utf-8")
    pairs = (line.partition("->") for line in text.splitlines())
    return {
        wrong.lower(): tuple(filter(None, (word.strip() for word in right.split(","))))
        for wrong, _arrow, right in pairs
    }
