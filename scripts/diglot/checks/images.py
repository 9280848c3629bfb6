"""Images inside sentences."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.tokens import Token, TokenKind
from diglot.checks.message import Finding, TranslatedMessage
from diglot.checks.parity import differences


def images(message: TranslatedMessage) -> Iterator[Finding]:
    """An inline image stays, with its file or with that file's version in the language.

    Bad:  点 ![保存](save.svg)   →   Click save
    Good: 点 ![保存](save.svg)   →   Click ![Save](save.en.svg)
    """
    language = message.context.target

    def identity(token: Token) -> str:
        # Sphinx puts the language between the name and its ending (figure_language_filename).
        for tag in (language.tag, language.slug, language.bcp47):
            start, found, ending = token.target.rpartition(f".{tag}.")
            if found:
                return f"{start}.{ending}"
        return token.target

    yield from differences(message, TokenKind.IMAGE, identity)
