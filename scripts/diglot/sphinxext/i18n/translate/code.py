"""Translating comments and strings in code blocks, with ``diglot_code = "comments"``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, String, _TokenType
from pygments.util import ClassNotFound
from sphinx.config import Config

from diglot.sphinxext.i18n.lookup import Translations
from diglot.sphinxext.i18n.record import ExtractedMessage
from diglot.sphinxext.i18n.translate.notes import MessageNotes

# Delimiters of comments and strings in common programming languages.
_EDGES = " \t\r\n#/*;%\"'`-<>!="
# Several words, or a character outside ASCII.
_WORDS = re.compile(r"[^\W\d_].*\s+.*[^\W\d_]|[^\x00-\x7f]", re.DOTALL)


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
    """Replace the comments and strings of code blocks by their translations."""
    for block in _blocks(document, config):
        text = "".join(_translated(kind, value, translations) for kind, value in _tokens(block))
        if text and text != block.astext():
            block[:] = [nodes.Text(text)]
            block.rawsource = text


def _blocks(document: nodes.document, config: Config) -> list[nodes.literal_block]:
    if config.diglot_code != "comments":
        return []
    return [block for block in document.findall(nodes.literal_block) if block.get("language")]


def _tokens(block: nodes.literal_block) -> Iterator[tuple[_TokenType, str]]:
    """Yield the tokens of a block; none if Pygments does not know its language."""
    try:
        lexer = get_lexer_by_name(block["language"], stripnl=False, ensurenl=False)
    except ClassNotFound:
        return
    yield from lexer.get_tokens(block.astext())


def _words(kind: _TokenType, value: str) -> str | None:
    """Return the text of a comment or string without its delimiters; None if it is not prose."""
    # A Pygments token type is a tuple that begins with the types it is a kind of.
    is_prose = any(kind[: len(prose)] == prose for prose in (Comment, String))
    words = value.strip(_EDGES) if is_prose else ""
    return words if _WORDS.search(words) else None


def _translated(kind: _TokenType, value: str, translations: Translations) -> str:
    words = _words(kind, value)
    return value.replace(words, translations.translate(words)) if words else value
