"""The running texts of a page: paragraphs, headings, cells, with what stands in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from diglot.catalog.tokens import MASK
from diglot.sphinxext.markup.pages import Page

_BREAKS = frozenset({"softbreak", "hardbreak"})


@dataclass(frozen=True, slots=True)
class Text:
    """The inline content of one block, which is what Sphinx makes a message of.

    `line` is where it begins; `heading` says whether the block is one.
    """

    line: int
    tokens: tuple[Token, ...]
    heading: bool = False

    @property
    def shown(self) -> str:
        """The text without its markup, as one line; MASK stands for code, roles and the like."""
        return "".join(piece for _token, piece in self.pieces())

    def pieces(self) -> Iterator[tuple[Token, str]]:
        """Yield each token with its text; only text that nobody escaped keeps its marks."""
        for token in self.tokens:
            if token.type == "text":
                yield token, token.content
            elif token.type in _BREAKS:
                yield token, " "
            elif token.nesting == 0:
                yield token, MASK

    def lines(self) -> Iterator[tuple[int, Token]]:
        """Yield each token with the line it begins in."""
        line = self.line
        for token in self.tokens:
            yield line, token
            line += token.type in _BREAKS


def texts_of(page: Page) -> Iterator[Text]:
    """Yield the running texts of a page, in the order of its parts."""
    before = ""
    for line, token in page.tokens():
        if token.type == "inline" and token.children:
            yield Text(line, tuple(token.children), before == "heading_open")
        before = token.type
