"""Roles that only format words: keys, abbreviations, index entries, badges."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.tokens import TokenKind
from diglot.checks.message import Finding, TranslatedMessage
from diglot.checks.parity import differing, surplus


def roles(message: TranslatedMessage) -> Iterator[Finding]:
    """A role of the source stands in the translation under the same name.

    Bad:  按 {kbd}`Ctrl` 键   →   Press Ctrl
    Good: 按 {kbd}`Ctrl` 键   →   Press {kbd}`Ctrl`
    """
    source, target = (
        [token for token in side.of_kind(TokenKind.ROLE) if token.name not in _OF_ONE_LANGUAGE]
        for side in (message.source, message.target)
    )
    yield from differing(surplus(source, target), surplus(target, source), TokenKind.ROLE)


# Only some scripts show how a word sounds.
_OF_ONE_LANGUAGE = frozenset({"ruby"})
