"""Translating comments and strings in code blocks, with ``diglot_code = "comments"``."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.config import Config

from diglot.catalog.effects import HINT, sentence
from diglot.core.codes import Code
from diglot.sphinxext.i18n.lookup import Translations
from diglot.sphinxext.i18n.record import ExtractedMessage
from diglot.sphinxext.i18n.translate.notes import MessageNotes
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.safety.listing import Listing, added_code, words_of

WORDS_OF_PROGRAM = "words of a program"
"""The kind of these messages, in the notes for translators."""

CODE_WORDS = "diglot_code_words"
"""Python attribute of a code block: the msgids of its comments and strings."""


def code_messages(
    document: nodes.document, config: Config, notes: MessageNotes
) -> Iterator[ExtractedMessage]:
    """Yield the comments and strings of the document's code blocks as messages."""
    for block in _blocks(document, config):
        for words in _listing(block).messages:
            source = str(block.source or document["source"])
            note = notes.of(block, WORDS_OF_PROGRAM)
            yield ExtractedMessage(words, source, block.line or 0, note)


def translate_code(document: nodes.document, config: Config, translations: Translations) -> None:
    """Replace the comments and strings of code blocks by their translations.

    A translation that ends its comment, or its string, would put code into the listing. It is not
    taken, and named.
    """
    for block in _blocks(document, config):
        listing = _listing(block)
        setattr(block, CODE_WORDS, list(listing.messages))
        written = [
            _translated(words_of(*token), token[1], translations) for token in listing.tokens
        ]
        if not listing.keeps_program(written):
            written = _without_code(listing, translations)
        text = "".join(written)
        if text and text != block.astext():
            block[:] = [nodes.Text(text)]
            block.rawsource = text


def _blocks(document: nodes.document, config: Config) -> list[nodes.literal_block]:
    if config.diglot_code != "comments":
        return []
    return [block for block in document.findall(nodes.literal_block) if block.get("language")]


def _listing(block: nodes.literal_block) -> Listing:
    return Listing(block["language"], block.astext())


def _without_code(listing: Listing, translations: Translations) -> list[str]:
    """Return the tokens of a listing, translated where that does not change the program."""
    written = [value for _kind, value in listing.tokens]
    for number, (kind, value) in enumerate(listing.tokens):
        words = words_of(kind, value)
        written[number] = _translated(words, value, translations)
        if written[number] == value or listing.keeps_program(written):
            continue
        written[number] = value
        if words and (entry := translations.find(words)):
            effect = added_code(entry.text)
            warn(Code.UNSAFE_TRANSLATION, sentence([effect]), at=entry.location, hint=HINT)
    return written


def _translated(words: str | None, value: str, translations: Translations) -> str:
    return value.replace(words, translations.translate(words)) if words else value
