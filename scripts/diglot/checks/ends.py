"""How a text ends, under its closing quotation marks and brackets."""

from __future__ import annotations

from diglot.catalog.tokens import MASK
from diglot.checks.message import Repair, TranslatedMessage

_CLOSING = " \t\u00a0)）]】}”’\"'」』》〉»" + MASK
COLONS = frozenset(":：﹕")
STOPS = frozenset(".。．｡")
_MARKS = STOPS | COLONS | frozenset("!?！？…‼⁇;；")


def last_mark(prose: str) -> str:
    """Return the punctuation mark at the end of a text; "" where there is none."""
    last = prose.rstrip(_CLOSING)[-1:]
    return last if last in _MARKS else ""


def with_end(message: TranslatedMessage, mark: str) -> tuple[Repair, ...]:
    """Return how a translation ends with a mark: in the place of its own, or behind its words.

    Nothing is proposed for one that ends with code or markup: that has an end of its own.
    """
    text = message.msgstr.rstrip()
    words = text.rstrip("".join(_MARKS))
    if not words or not words[-1].isalnum() or message.target.prose.rstrip()[-1:] == MASK:
        return ()
    tail = text[len(words) - 1 :]
    return (Repair(tail, f"{words[-1]}{mark}"),)
