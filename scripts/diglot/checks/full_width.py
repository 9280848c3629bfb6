"""Punctuation that was left in the source's width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from diglot.catalog.scripts import CJK_RUN, FULL_WIDTH
from diglot.catalog.tokens import MASK, TokenKind
from diglot.checks.message import Finding, Repair, TranslatedMessage
from diglot.core.i18n import _

_TITLE = "|".join(f"{pair[0]}[^{pair[1]}]*{pair[1]}" for pair in ("《》", "「」", "『』", "〈〉"))
# What normalisation leaves as it is, because it has no half-width form.
_NARROW = {"。": ".", "、": ","}
_VERBATIM = {TokenKind.CODE, TokenKind.MATH, TokenKind.SUBSTITUTION}
_CODES = frozenset({MASK, "`", "$", "{"})
_OPENING, _SPACED = "([", ".,:;!?)]"
# With the word before it, which tells one place from another.
_PLACED = re.compile(rf"([^\W{MASK}]*)({FULL_WIDTH.pattern})")
_QUOTED = re.compile(f"{_TITLE}|{CJK_RUN.pattern}")


def full_width(message: TranslatedMessage) -> Iterator[Finding]:
    """A translation into an alphabet uses that alphabet's punctuation.

    Marks that belong to a Chinese or Japanese phrase inside it are fine.

    Bad:  训练，然后推理。   →   Train， then infer.
    Good: 训练，然后推理。   →   Train, then infer.
    """
    context = message.context
    if not context.source_is_cjk or context.target_is_cjk or message.msgid == message.msgstr:
        return
    marks = dict.fromkeys(FULL_WIDTH.findall(_QUOTED.sub("", message.target.prose)))
    if marks:
        shown = " ".join(marks).replace("\u3000", "U+3000 (a space)")
        yield Finding(
            _("full-width {marks} is left", marks=shown),
            _("use the punctuation of the translation's language"),
            marks=tuple(match[0] for match in _PLACED.finditer(_words(message))),
            repairs=tuple(_repairs(_words(message))),
        )


def _words(message: TranslatedMessage) -> str:
    """Return a translation as it is written, without code and without what may be full-width."""
    text = message.msgstr
    for token in message.target.tokens:
        if token.kind in _VERBATIM:
            text = text.replace(token.shown, MASK)
    return _QUOTED.sub(lambda match: MASK * len(match[0]), text)


def _repairs(text: str) -> Iterator[Repair]:
    """Yield how each mark is written in an alphabet, with the space that belongs to it."""
    for match in _PLACED.finditer(text):
        word, mark, following = match[1], match[2], text[match.end() :][:1]
        narrow = _NARROW.get(mark) or unicodedata.normalize("NFKC", mark)
        if narrow == mark:
            continue
        before = " " if narrow in _OPENING and word else ""
        after = " " if narrow in _SPACED and (following.isalnum() or following in _CODES) else ""
        yield Repair(f"{word}{mark}", f"{word}{before}{narrow}{after}")
