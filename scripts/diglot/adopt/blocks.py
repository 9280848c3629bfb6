"""Blocks: a message of a document as pairing sees it."""

from __future__ import annotations

import re

from diglot.adopt.pairing import Block
from diglot.catalog.tokens import MASK, Tokenizer, TokenKind

_TRANSLATED = frozenset({TokenKind.TERM})
"""The tokens whose targets translators change with the text; those of all others stay."""
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def block(msgid: str, note: str, tokenize: Tokenizer) -> Block:
    """Return the block that a message makes.

    `note` is the note that extraction wrote for translators, such as ``table cell · Page``: its
    first part is the kind of block. The anchors are what tokens point at or hold, then the numbers
    of the prose.
    """
    parsed = tokenize(msgid)
    targets = [one.target for one in parsed.tokens if one.target and one.kind not in _TRANSLATED]
    return Block(
        note.partition(" · ")[0],
        parsed.prose.replace(MASK, ""),
        (*targets, *_NUMBER.findall(parsed.prose)),
    )
