"""Translations that are suspiciously short or long."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.scripts import CJK, WORD
from diglot.checks.message import Finding, TranslatedMessage
from diglot.core.i18n import _

# English words for one Chinese character; measured on 7,817 messages of a documentation project.
_SHORT, _LONG = 0.28, 1.1
_ENOUGH_CJK = 15
# Letters of one alphabet for letters of another; only what can hardly be a translation.
_SHORT_LETTERS, _LONG_LETTERS, _ENOUGH_LETTERS = 0.4, 2.5, 80


def length(message: TranslatedMessage) -> Iterator[Finding]:
    """A translation is about as long as translations between its languages are.

    Bad:  a paragraph of 200 characters   →   three words
    Good: a paragraph of 200 characters   →   120 words
    """
    context, source, target = message.context, message.source.prose, message.target.prose
    if context.source_is_cjk == context.target_is_cjk:
        # Between two languages of one kind of writing, letters compare with letters.
        size, other = len(source), len(target)
        ratio, bounds, enough = (
            other / max(size, 1),
            (_SHORT_LETTERS, _LONG_LETTERS),
            _ENOUGH_LETTERS,
        )
    else:
        cjk, words = (source, target) if context.source_is_cjk else (target, source)
        size = len(CJK.findall(cjk))
        # Latin words inside Chinese stay what they are.
        ratio = (len(WORD.findall(words)) - len(WORD.findall(cjk))) / max(size, 1)
        bounds, enough = (_SHORT, _LONG), _ENOUGH_CJK
    if size >= enough and not bounds[0] <= ratio <= bounds[1]:
        long = (ratio > bounds[1]) is (context.source_is_cjk or not context.target_is_cjk)
        yield Finding(
            _("the translation is unusually long for its source")
            if long
            else _("the translation is unusually short for its source"),
            _("compare the two; something may be missing or said twice"),
        )
