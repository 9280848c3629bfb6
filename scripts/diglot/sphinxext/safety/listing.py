"""The comments and strings of a program in a code block, and whether a translation adds code.

A translation that ends its comment, or its string, would put code into the listing. The build
translates by this, and `diglot check` judges by it before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, String, _TokenType
from pygments.util import ClassNotFound

from diglot.catalog.effects import Effect, EffectKind

_PROSE = (Comment, String)
# What Pygments counts among comments, and compilers and shells do not.
_RUN = (Comment.Preproc, Comment.PreprocFile, Comment.Hashbang)
# Delimiters of comments and strings in common programming languages.
_EDGES = " \t\r\n#/*;%\"'`-<>!="
# Several words, or a character outside ASCII.
_WORDS = re.compile(r"[^\W\d_].*\s+.*[^\W\d_]|[^\x00-\x7f]", re.DOTALL)

Tokens = list[tuple[_TokenType, str]]


@dataclass(frozen=True)
class Listing:
    """A program, with the name of its language as Pygments knows it."""

    language: str
    text: str

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens of the program; none if Pygments does not know its language."""
        return self._tokens_of(self.text)

    @property
    def messages(self) -> Iterator[str]:
        """The msgids of the comments and strings, in order."""
        return (words for token in self.tokens if (words := words_of(*token)))

    def keeps_program(self, written: Sequence[str]) -> bool:
        """Whether the program is the same where each of its tokens is `written` in its place."""
        return self._program_of(self._tokens_of("".join(written))) == self._program

    def effects(self, msgid: str, msgstr: str) -> tuple[Effect, ...]:
        """Return the code that a translation would add; a `Judge` of messages."""
        if all(words != msgid for words in self.messages):
            return ()
        written = [
            value.replace(msgid, msgstr) if words_of(kind, value) == msgid else value
            for kind, value in self.tokens
        ]
        return () if self.keeps_program(written) else (added_code(msgstr),)

    def _tokens_of(self, text: str) -> Tokens:
        try:
            lexer = get_lexer_by_name(self.language, stripnl=False, ensurenl=False)
        except ClassNotFound:
            return []
        return list(lexer.get_tokens(text))

    @cached_property
    def _program(self) -> list[str]:
        return self._program_of(self.tokens)

    @staticmethod
    def _program_of(tokens: Tokens) -> list[str]:
        """Return a program without what stands in its comments and strings."""
        program: list[str] = []
        for kind, value in tokens:
            piece = "" if _is_prose(kind) else value
            if piece or program[-1:] != [""]:
                program.append(piece)
        return program


def words_of(kind: _TokenType, value: str) -> str | None:
    """Return the text of a comment or string without its delimiters; None if it is not prose."""
    words = value.strip(_EDGES) if _is_prose(kind) else ""
    return words if _WORDS.search(words) else None


def added_code(msgstr: str) -> Effect:
    """Return what a translation does that puts code into a listing."""
    return Effect(EffectKind.CODE, msgstr, msgstr)


def _is_prose(kind: _TokenType) -> bool:
    return _is_a(kind, _PROSE) and not _is_a(kind, _RUN)


def _is_a(kind: _TokenType, others: Sequence[_TokenType]) -> bool:
    # A Pygments token type is a tuple that begins with the types it is a kind of.
    return any(kind[: len(other)] == other for other in others)
