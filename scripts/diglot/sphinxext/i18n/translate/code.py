"""The words of code blocks: the comments and strings of a program, if a project wants them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, String, _TokenType
from pygments.util import ClassNotFound
from sphinx.config import Config

from diglot.catalog.entry import State
from diglot.sphinxext.i18n.lookup import Translations
from diglot.sphinxext.i18n.record import Extracted
from diglot.sphinxext.i18n.translate.places import Places

_EDGES = " \t\r\n#/*;%\"'`-<>!="
_WORDS = re.compile(r"[^\W\d_].*\s+.*[^\W\d_]|[^\x00-\x7f]", re.DOTALL)


def code_messages(document: nodes.document, config: Config, places: Places) -> Iterator[Extracted]:
    """Yield the comments and strings of the document's code blocks."""
    for block in _blocks(document, config):
        for kind, value in _tokens(block):
            if words := _words(kind, value):
                source = str(block.source or document["source"])
                note = places.note(block, "words of a program")
                yield Extracted(words, source, block.line or 0, note)


def translate_code(document: nodes.document, config: Config, translations: Translations) -> None:
    """Show the comments and strings of code blocks in the language of the build."""
    for block in _blocks(document, config):
        text = "".join(_shown(kind, value, translations) for kind, value in _tokens(block))
        if text and text != block.astext():
            block[:] = [nodes.Text(text)]
            block.rawsource = text


def _blocks(document: nodes.document, config: Config) -> list[nodes.literal_block]:
    if config.diglot_code != "comments":
        return []
    return [block for block in document.findall(nodes.literal_block) if block.get("language")]


def _tokens(block: nodes.literal_block) -> Iterator[tuple[_TokenType, str]]:
    """Yield the block's tokens; nothing where Pygments does not know its language."""
    try:
        lexer = get_lexer_by_name(block["language"], stripnl=False, ensurenl=False)
    except ClassNotFound:
        return
    yield from lexer.get_tokens(block.astext())


def _words(kind: _TokenType, value: str) -> str | None:
    prose = any(kind is each or kind[: len(each)] == each for each in (Comment, String))
    words = value.strip(_EDGES) if prose else ""
    return words if _WORDS.search(words) else None


def _shown(kind: _TokenType, value: str, translations: Translations) -> str:
    words = _words(kind, value)
    found = translations.find(words) if words else None
    if words is None or found is None or found.state is not State.TRANSLATED:
        return value
    return value.replace(words, found.text)
