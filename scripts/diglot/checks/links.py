"""Links: where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from diglot.catalog.tokens import Token, TokenKind
from diglot.checks.message import Finding, TranslatedMessage
from diglot.checks.parity import differing, surplus
from diglot.core.language import Language, language

_ENGLISH = language("en")


def links(message: TranslatedMessage) -> Iterator[Finding]:
    """A link leads where it leads in the source; anchors are addresses, not text.

    A page of another site may be replaced by its counterpart in the language, where one of
    the two addresses names its language.

    Bad:  见[下文](#训练)   →   see [below](#training)
    Good: 见[下文](#训练)   →   see [below](#训练)
    """
    source, target = message.source.of_kind(TokenKind.LINK), message.target.of_kind(TokenKind.LINK)
    lost = surplus(source, target, _address)
    added = surplus(target, source, _address)
    for before in list(lost):
        after = next((token for token in added if _is_counterpart(before, token, message)), None)
        if after:
            lost.remove(before)
            added.remove(after)
    if not lost:
        # An address that the source shows without linking it may be a link by itself here,
        added = [token for token in added if not token.target or token.target not in message.msgid]
    if not added:
        # and the other way round.
        lost = [
            token
            for token in lost
            if token.shown != token.target or token.target not in message.msgstr
        ]
    yield from differing(lost, added, TokenKind.LINK)


def _address(token: Token) -> str:
    return token.target.rstrip("/")


def _is_counterpart(before: Token, after: Token, message: TranslatedMessage) -> bool:
    """Return whether an address of another site may stand for one of another language."""
    source, target = urlsplit(before.target), urlsplit(after.target)
    if not (source.netloc and target.netloc):
        return False
    ours, theirs = message.context.source, message.context.target
    if _names(before.target, theirs):
        return False
    # English is what a site offers those whose language it does not have.
    named = _names(before.target, ours) or _names(before.target, _ENGLISH)
    return named or _names(after.target, theirs)


def _names(address: str, language: Language) -> bool:
    return bool(_parts(address) & {language.slug, language.base})


def _parts(address: str) -> set[str]:
    # zh.example.org/x, example.org/zh-cn/x, example.org/x?lang=zh, example.org/x.zh.html
    return set(re.split(r"[/.?&=#]", address.lower().replace("_", "-")))
