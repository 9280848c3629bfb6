"""Cross references: their labels are no text."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.tokens import Token, TokenKind
from diglot.checks.message import Finding, TranslatedMessage
from diglot.checks.parity import differences
from diglot.core.i18n import _

_NUMBER = ("%s", "{number}")


def references(message: TranslatedMessage) -> Iterator[Finding]:
    """A cross reference keeps its role and its label; a numbered one keeps its number.

    Bad:  见{ref}`开头 <start>`   →   see {ref}`the beginning <beginning>`
    Good: 见{ref}`开头 <start>`   →   see {ref}`the beginning <start>`
    """
    yield from differences(message, TokenKind.REFERENCE)
    source = {token.identity: token for token in message.source.of_kind(TokenKind.REFERENCE)}
    for token in message.target.of_kind(TokenKind.REFERENCE):
        before = source.get(token.identity)
        if before and token.text and _numbered(before) and not _numbered(token):
            yield Finding(
                _("{reference} has lost its number", reference=token.shown),
                _("write %s in it, as in {reference}", reference=before.shown),
                marks=(token.shown,),
            )


def _numbered(token: Token) -> bool:
    return token.name.endswith("numref") and any(mark in token.text for mark in _NUMBER)
