"""The token of a role: what its content means, and which part of it is text to translate."""

from __future__ import annotations

from diglot.catalog.role_kinds import (
    CODE,
    DISPLAY,
    EXPLICIT,
    FORMULAS,
    LABELS,
    SUBSTITUTIONS,
    TERMS,
    base_name,
)
from diglot.catalog.tokens import MASK, Token, TokenKind


def role_token(name: str, content: str, shown: str) -> tuple[Token, str]:
    """Return the token of a role, and its text for readers, or MASK if it has none.

    `name` is that of the role, `content` what is between its backquotes, `shown` the whole role as
    it is written.
    """
    content = " ".join(content.split())
    if name in FORMULAS:
        return Token(TokenKind.MATH, content, shown), MASK
    if name in CODE:
        return Token(TokenKind.CODE, content, shown), MASK
    if name in SUBSTITUTIONS:
        return Token(TokenKind.SUBSTITUTION, content, shown), MASK
    match = EXPLICIT.fullmatch(content)
    title, target = (match["title"], match["target"]) if match else ("", content)
    if base_name(name) in TERMS:
        return Token(TokenKind.TERM, target, shown, "term", title or target), title or target
    if name in LABELS or ":" in name:
        return Token(TokenKind.REFERENCE, target, shown, name, title), title or MASK
    if match and name not in DISPLAY:
        return Token(TokenKind.ROLE, target, shown, name, title), title
    return Token(TokenKind.ROLE, "", shown, name), title or content
