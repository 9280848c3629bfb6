"""Formulas inside sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.catalog.tokens import Token, TokenKind
from diglot.checks.message import Finding, TranslatedMessage
from diglot.checks.parity import differences

_WORDS = re.compile(r"\\(?:text|mathrm|mbox|operatorname)(?:rm|bf|it)?\*?\s*\{[^{}]*\}")


def formulas(message: TranslatedMessage) -> Iterator[Finding]:
    """A formula stays as it is, except for words inside it.

    Bad:  共 $2N$ 步   →   2N steps in all
    Good: 共 $2N$ 步   →   $2N$ steps in all
    """
    yield from differences(message, TokenKind.MATH, _identity)


def _identity(token: Token) -> str:
    return "".join(_WORDS.sub("¶", token.target).split())
