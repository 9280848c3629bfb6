"""Substitutions: names that stand for values."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.tokens import TokenKind
from diglot.checks.message import Finding, TranslatedMessage
from diglot.checks.parity import differences


def substitutions(message: TranslatedMessage) -> Iterator[Finding]:
    """The name of a substitution is no text and stays as it is.

    Bad:  当前版本 {{ version }}   →   the version is {{ 版本 }}
    Good: 当前版本 {{ version }}   →   the version is {{ version }}
    """
    yield from differences(message, TokenKind.SUBSTITUTION)
