"""The codes of a source, which a translator puts into the translation one after another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter

from diglot.catalog.tokens import Parsed, Token

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class InsertableCode:
    """A code as the source writes it, and the part by which it is known in a translation."""

    text: str
    core: str


def codes_of(source: str, parsed: Parsed) -> list[InsertableCode]:
    """Return the codes of a source in its order: its tokens, and the tags of its HTML."""
    placed = list(_placed(source, parsed))
    inside = [range(at, at + len(code.text)) for at, code in placed]
    tags = () if parsed.verbatim else _TAG.finditer(source)
    placed.extend(
        (tag.start(), InsertableCode(tag[0], tag[0]))
        for tag in tags
        if not any(tag.start() in code for code in inside)
    )
    return [code for _at, code in sorted(placed, key=itemgetter(0))]


def _placed(source: str, parsed: Parsed) -> list[tuple[int, InsertableCode]]:
    placed, after = [], 0
    for token in parsed.tokens:
        at = source.find(token.insertable, after)
        # A link may be written otherwise, such as by the name of a definition.
        if at >= 0 or token.whole:
            after = max(at, after)
            placed.append((after, InsertableCode(token.insertable, _core(token))))
            # What stands in the words of a link comes after its beginning.
            after += 1
    return placed


def _core(token: Token) -> str:
    # Words are translated; what they stand for is kept.
    has_words = bool(token.text or token.whole) and token.target in token.insertable
    return token.target if token.target and has_words else token.shown
