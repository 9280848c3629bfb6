"""References to footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.tokens import TokenKind
from diglot.checks.message import Finding, TranslatedMessage
from diglot.checks.parity import differences


def footnotes(message: TranslatedMessage) -> Iterator[Finding]:
    """A footnote that the source cites is cited in the translation.

    Bad:  公布[^date]。   →   was published.
    Good: 公布[^date]。   →   was published.[^date]
    """
    yield from differences(message, TokenKind.FOOTNOTE)
