"""Paragraphs that are too long for one message."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.scripts import CJK, WORD
from diglot.sphinxext.lint.finding import Finding
from diglot.sphinxext.lint.texts import texts_of
from diglot.sphinxext.markup.pages import Page

_MOST = 220
"""Words; in English about twenty lines of a book."""
_CJK_A_WORD = 1.6
"""Chinese characters that make a word, on average."""


def long_message(page: Page) -> Iterator[Finding]:
    """A paragraph is short enough to be translated and compared at a glance.

    Whoever changes a word of it makes the whole translation fuzzy.

    Bad:  a paragraph of a page
    Good: three paragraphs, a thought each
    """
    for text in texts_of(page):
        size = len(WORD.findall(text.shown)) + len(CJK.findall(text.shown)) / _CJK_A_WORD
        if size > _MOST:
            yield Finding(
                text.line,
                f"this paragraph is one message of about {size:.0f} words",
                "divide it where a thought ends",
            )
