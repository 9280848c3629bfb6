"""How a text ends, under its closing quotation marks and brackets."""

from __future__ import annotations

from diglot.catalog.tokens import MASK

_CLOSING = " \t\u00a0)）]】}”’\"'」』》〉»" + MASK
COLONS = frozenset(":：﹕")
STOPS = frozenset(".。．｡")
_MARKS = STOPS | COLONS | frozenset("!?！？…‼⁇;；")


def last_mark(prose: str) -> str:
    """Return the punctuation mark at the end of a text; "" where there is none."""
    last = prose.rstrip(_CLOSING)[-1:]
    return last if last in _MARKS else ""
