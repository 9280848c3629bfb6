"""Translating comments and strings in code blocks, with ``diglot_code = "comments"``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docutils import nodes
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, String, _TokenType
from pygments.util import ClassNotFound
from sphinx.config import Config

from diglot.catalog.effects import HINT, Effect, EffectKind, sentence
from diglot.core.codes import Code
from diglot.sphinxext.i18n.lookup import Translations
from diglot.sphinxext.i18n.record import ExtractedMessage
from diglot.sphinxext.i18n.translate.notes import MessageNotes
from diglot.sphinxext.reporting.warn import warn

_PROSE = (Comment, String)
# What Pygments counts among comments, and compilers and shells do not.
_RUN = (Comment.Preproc, Comment.PreprocFile, Comment.Hashbang)
# Delimiters of comments and strings in common programming languages.
_EDGES = " \t\r\n#/*;%\"'`-<>!="
# Several words, or a character outside ASCII.
_WORDS = re.compile(r"[^\W\d_].*\s+.*[^\W\d_]|[^\x00-\x7f]", re.DOTALL)

CODE_WORDS = "diglot_code_words"
"""Python attribute of a code block: the msgids of its comments and strings."""


def code_messages(
    document: nodes.document, config: Config, notes: MessageNotes
) -> Iterator[ExtractedMessage]:
    """Yield the comments and strings of the document's code blocks as messages."""
    for block in _blocks(document, config):
        for kind, value in _tokens(block):
            if words := _words(kind, value):
                source = str(block.source or document["source"])
                note = notes.of(block, "words of a program")
                yield ExtractedMessage(words, source, block.line or 0, note)


def translate_code(document: nodes.document, config: Config, translations: Translations) -> None:
    """Replace the comments and strings of code blocks by their translations.

    A translation that ends its comment, or its string, would put code into the listing. It is not
    taken, and named.
    """
    for block in _blocks(document, config):
        tokens = list(_tokens(block))
        setattr(block, CODE_WORDS, [words for token in tokens if (words := _words(*token))])
        written = [_translated(kind, value, translations) for kind, value in tokens]
        if _program(block, "".join(written)) != _program(block, block.astext()):
            written = _without_code(block, tokens, translations)
        text = "".join(written)
        if text and text != block.astext():
            block[:] = [nodes.Text(text)]
            block.rawsource = text


def _blocks(document: nodes.document, config: Config) -> list[nodes.literal_block]:
    if config.diglot_code != "comments":
        return []
    return [block for block in document.findall(nodes.literal_block) if block.get("language")]


def _tokens(
    block: nodes.literal_block, text: str | None = None
) -> Iterator[tuple[_TokenType, str]]:
    """Yield the tokens of a block, or of another text in its place.

    There are none if Pygments does not know its language.
    """
    try:
        lexer = get_lexer_by_name(block["language"], stripnl=False, ensurenl=False)
    except ClassNotFound:
        return
    yield from lexer.get_tokens(block.astext() if text is None else text)


def _program(block: nodes.literal_block, text: str) -> list[str]:
    """Return a text as the language of its block reads it, without what stands in its prose."""
    program: list[str] = []
    for kind, value in _tokens(block, text):
        piece = "" if _is_prose(kind) else value
        if piece or program[-1:] != [""]:
            program.append(piece)
    return program


def _without_code(
    block: nodes.literal_block, tokens: Sequence[tuple[_TokenType, str]], translations: Translations
) -> list[str]:
    """Return the tokens of a block, translated where that does not change the program."""
    program, written = _program(block, block.astext()), [value for _kind, value in tokens]
    for number, (kind, value) in enumerate(tokens):
        written[number] = _translated(kind, value, translations)
        if written[number] == value or _program(block, "".join(written)) == program:
            continue
        written[number] = value
        if (words := _words(kind, value)) and (entry := translations.find(words)):
            effect = Effect(EffectKind.CODE, entry.text, entry.text)
            warn(Code.UNSAFE_TRANSLATION, sentence([effect]), at=entry.location, hint=HINT)
    return written


def _is_prose(kind: _TokenType) -> bool:
    return _is_a(kind, _PROSE) and not _is_a(kind, _RUN)


def _is_a(kind: _TokenType, others: Sequence[_TokenType]) -> bool:
    # A Pygments token type is a tuple that begins with the types it is a kind of.
    return any(kind[: len(other)] == other for other in others)


def _words(kind: _TokenType, value: str) -> str | None:
    """Return the text of a comment or string without its delimiters; None if it is not prose."""
    words = value.strip(_EDGES) if _is_prose(kind) else ""
    return words if _WORDS.search(words) else None


def _translated(kind: _TokenType, value: str, translations: Translations) -> str:
    words = _words(kind, value)
    return value.replace(words, translations.translate(words)) if words else value
