"""Paragraphs that are too long for one message."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.scripts import CJK, WORD
from diglot.core.i18n import _
from diglot.sphinxext.lint.finding import LintFinding
from diglot.sphinxext.lint.texts import texts_of
from diglot.sphinxext.markup.pages import Page

_MAX_WORDS = 220
"""In English, about twenty lines of a book."""
_CJK_PER_WORD = 1.6
"""How many Chinese characters correspond to one English word, on average."""


def long_message(page: Page) -> Iterator[LintFinding]:
    """A paragraph is short enough to be translated and compared at a glance.

    A change of one word makes the translation of the whole paragraph fuzzy.

    Bad:  one paragraph that fills a page
    Good: three paragraphs, with one thought each
    """
    for text in texts_of(page):
        size = len(WORD.findall(text.shown)) + len(CJK.findall(text.shown)) / _CJK_PER_WORD
        if size > _MAX_WORDS:
            yield LintFinding(
                text.line,
                _("this paragraph is one message of about {number:.0f} words", number=size),
                _("divide it where a thought ends"),
            )
