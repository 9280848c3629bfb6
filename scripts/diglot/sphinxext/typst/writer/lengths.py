"""How much room text takes, as far as that is known before it is typeset."""

from __future__ import annotations

import unicodedata

from docutils import nodes

# The space after a block counts as a short line.
_SPACE, _LINE = 30, 80


def letters_of(block: nodes.Node) -> int:
    """Return how long a block is in Latin letters, of which a 汉字 is as wide as two."""
    if isinstance(block, nodes.table):
        # Cells stand beside each other, so that a row may be no higher than a line.
        rows = (max(_LINE, _signs(row.astext())) for row in block.findall(nodes.row))
        return sum(width + _SPACE for width in rows)
    text = block.astext()
    return _signs(text) + _SPACE * (1 + text.count("\n"))


def _signs(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)
