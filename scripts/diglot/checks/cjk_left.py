"""Words that were left in the source's writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.catalog.scripts import CJK_RUN
from diglot.checks.message import Finding, TranslatedMessage
from diglot.core.i18n import _

# A text that mentions a word, rather than leaving it, says what language it is in.
_LANGUAGES = r"\b(?:Chinese|Mandarin|Cantonese|Japanese|Kanji|Hanzi|characters?)\b"
_SAYS_SO = re.compile(rf"{_LANGUAGES}[^.;。]{{0,24}}$", re.IGNORECASE)
_SAYS_IT = re.compile(rf"[^.;。]{{0,12}}{_LANGUAGES}", re.IGNORECASE)


def cjk_left(message: TranslatedMessage) -> Iterator[Finding]:
    """A translation into an alphabet keeps no words of a Chinese or Japanese source.

    Words in brackets or quotation marks are meant, and so are words that the source does not
    have, words that the text calls Chinese, and terms that stand beside their translation.

    Bad:  训练需要时间   →   训练 takes time
    Good: 训练需要时间   →   training (训练) takes time
    """
    context, prose = message.context, message.target.prose
    if not context.source_is_cjk or context.target_is_cjk or message.msgid == message.msgstr:
        return
    source = "".join(message.source.prose.split())
    for match in CJK_RUN.finditer(prose):
        run = "".join(match[0].split())
        before, after = prose[: match.start()], prose[match.end() :]
        if run not in source or _is_quoted(run, source) or _is_inside(before):
            continue
        if (
            not _SAYS_SO.search(before)
            and not _SAYS_IT.match(after)
            and not _is_gloss(message, run)
        ):
            yield Finding(
                _("{words} is not translated", words=match[0]),
                _("translate it, or put it in brackets behind its translation"),
                marks=(match[0],),
            )


def _is_quoted(run: str, source: str) -> bool:
    """Return whether the source itself speaks of the word, rather than using it."""
    place = source.find(run)
    return place > 0 and source[place - 1] in '“‘「『"'


def _is_inside(before: str) -> bool:
    """Return whether a text ends inside brackets, quotation marks or an opened link."""
    pairs = ("()", "（）", "[]", "【】", "“”", "‘’", "「」", "『』", "《》")
    if any(before.rfind(pair[0]) > before.rfind(pair[1]) for pair in pairs):
        return True
    return before.count('"') % 2 == 1


def _is_gloss(message: TranslatedMessage, run: str) -> bool:
    """Return whether the translation of a term stands in the same message."""
    glossary = message.context.glossary
    prose = message.target.prose
    return any(glossary.renders(rendering, prose) for rendering in glossary.renderings(run))
