"""Titles in toctrees: navigation has them in both languages, so that nothing need be guessed."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from diglot.adopt.entries import Adopted, PageMessage, entry_of
from diglot.adopt.pairing import Block

_KIND = "table of contents"


def without_titles(
    messages: Sequence[PageMessage], blocks: Sequence[Block], titles: Container[str]
) -> tuple[list[PageMessage], list[Block]]:
    """Return the messages of a document, and the same as blocks, without those titles."""
    kept = [
        (message, block)
        for message, block in zip(messages, blocks, strict=True)
        if message.kind != _KIND or message.msgid not in titles
    ]
    return [message for message, _block in kept], [block for _message, block in kept]


def add_titles(adopted: Adopted, titles: Mapping[str, str], number: int) -> None:
    """Add the translations of a document's titles, which `number` blocks of the target said.

    Where its text has the same words, and another translation for them for sure, that one counts.
    """
    adopted.confirmed += number
    for msgid, text in titles.items():
        title, known = entry_of(msgid, text), adopted.translations.get(msgid)
        if known is None or known.fuzzy:
            adopted.translations[msgid] = title
        if known is not None and known.translation != text:
            adopted.memory.append(known if known.fuzzy else title)
