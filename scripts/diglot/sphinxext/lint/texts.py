"""The texts of a page: the inline tokens of its paragraphs, headings and table cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from diglot.catalog.tokens import MASK
from diglot.sphinxext.markup.pages import Page

_BREAKS = frozenset({"softbreak", "hardbreak"})


@dataclass(frozen=True, slots=True)
class Text:
    """The inline tokens of one block, which Sphinx makes one message of.

    `line` is the first line of the block, counted from 1; `heading` says whether it is a heading.
    """

    line: int
    tokens: tuple[Token, ...]
    heading: bool = False

    @property
    def shown(self) -> str:
        """The text without its markup, in one line, with MASK for code, roles and the like."""
        return "".join(part for _token, part in self.parts())

    def parts(self) -> Iterator[tuple[Token, str]]:
        """Yield each token that shows something, with its text: MASK for all but plain text.

        Escaped characters such as ``\\*`` are not plain text, so every ``*`` that is left was
        meant as markup.
        """
        for token in self.tokens:
            if token.type == "text":
                yield token, token.content
            elif token.type in _BREAKS:
                yield token, " "
            elif token.nesting == 0:
                yield token, MASK

    def lines(self) -> Iterator[tuple[int, Token]]:
        """Yield each token with its first line."""
        line = self.line
        for token in self.tokens:
            yield line, token
            line += token.type in _BREAKS


def texts_of(page: Page) -> Iterator[Text]:
    """Yield the texts of a page: first those outside of directives, then those inside of each."""
    before = ""
    for line, token in page.tokens():
        if token.type == "inline" and token.children:
            yield Text(line, tuple(token.children), before == "heading_open")
        before = token.type
