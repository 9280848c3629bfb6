"""Roles that only format words: keys, abbreviations, index entries, badges."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.tokens import TokenKind
from diglot.checks.message import Finding, TranslatedMessage
from diglot.checks.parity import differences


def roles(message: TranslatedMessage) -> Iterator[Finding]:
    """A role of the source stands in the translation under the same name.

    Bad:  按 {kbd}`Ctrl` 键   →   Press Ctrl
    Good: 按 {kbd}`Ctrl` 键   →   Press {kbd}`Ctrl`
    """
    yield from differences(message, TokenKind.ROLE)
