"""Common misspellings, by codespell's list where that is installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from diglot.catalog.scripts import WORD
from diglot.checks.message import Finding, TranslatedMessage


def spelling(message: TranslatedMessage) -> Iterator[Finding]:
    """No word is one that is known to be a misspelling.

    Only English is looked at. Words that are right in the book go into ``locales/words.txt``,
    one a line; those of the glossary and of the message's own source are right already.

    Bad:  langauge model
    Good: language model
    """
    if not message.context.target_is_english:
        return
    right = message.context.known_words
    misspelt = _misspellings()
    for word in dict.fromkeys(WORD.findall(message.target.prose)):
        correction = misspelt.get(word.lower())
        if not correction or word.isupper() or word.lower() in right or word in message.msgid:
            continue
        yield Finding(
            f"“{word}” is a common misspelling",
            f"write {correction}, or add the word to locales/words.txt if it is right",
        )


def can_spell() -> bool:
    """Return whether the list of misspellings is installed."""
    return importlib.util.find_spec("codespell_lib") is not None


@lru_cache(maxsize=1)
def _misspellings() -> dict[str, str]:
    if not can_spell():
        return {}
    text = resources.files("codespell_lib").joinpath("data/dictionary.txt").read_text("utf-8")
    pairs = (line.partition("->") for line in text.splitlines())
    return {
        wrong.lower(): " or ".join(filter(None, (word.strip() for word in right.split(","))))
        for wrong, _arrow, right in pairs
    }
