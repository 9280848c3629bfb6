"""Blocks: a message of a document as pairing sees it."""

from __future__ import annotations

import re

from diglot.adopt.pages import is_name_of_language
from diglot.adopt.pairing import Block
from diglot.catalog.tokens import MASK, Tokenizer, TokenKind

_TRANSLATED = frozenset({TokenKind.TERM})
"""The tokens whose targets translators change with the text; those of all others stay."""
_LINKS = frozenset({TokenKind.LINK, TokenKind.IMAGE})
_DELIMITER = re.compile(r"([/?&=.])")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9+#]+")
CODE = frozenset({"code block", "raw text", "formula"})
"""Kinds of blocks that are no prose."""
_HEADINGS = frozenset({"heading", "page title"})


def block(
    msgid: str, note: str, tokenize: Tokenizer, *, depth: int = 0, borrows: bool = False
) -> Block:
    """Return the block that a message makes.

    `note` is the note that extraction wrote for translators, such as ``table cell · Page``: its
    first part is the kind of block. The anchors are what tokens point at or hold, then the numbers
    of the prose; an address counts without the part behind ``#``, which names a heading in its
    language, and without what names a language: ``?language=cn``. `depth` is how deep a heading
    stands. With `borrows`, words in the Latin alphabet are taken for those that one language has
    from the other.
    """
    kind = note.partition(" · ")[0]
    depth = (depth or 1) if kind in _HEADINGS else 0
    if kind in CODE:
        lines = tuple(line.strip() for line in msgid.splitlines() if line.strip())
        return Block(kind, msgid, tuple(line for line in lines if line.isascii()))
    parsed = tokenize(msgid)
    prose = parsed.prose.replace(MASK, "")
    targets = [
        _without_language(token.target) if token.kind in _LINKS else token.target
        for token in parsed.tokens
        if token.target and token.kind not in _TRANSLATED
    ]
    # One language says `API` where the other has `APIs`.
    words = frozenset(word.casefold().rstrip("s") for word in _WORD.findall(prose) if borrows)
    anchors = (*filter(None, targets), *_NUMBER.findall(parsed.prose))
    return Block("heading" if depth else kind, prose, anchors, words, depth)


def _without_language(address: str) -> str:
    path = address.partition("#")[0]
    if "://" not in path:
        return path
    return "".join(part for part in _DELIMITER.split(path) if not is_name_of_language(part))
