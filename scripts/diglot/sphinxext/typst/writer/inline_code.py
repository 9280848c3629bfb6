"""Writes code within a line."""

from __future__ import annotations

import re

from docutils import nodes

from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.sphinxext.typst.writer.table_columns import LONGEST_PIECE
from diglot.typeset.markup import NOTHING, Markup, Value, call

# Signs that begin no line, of the classes NS and IN.
_STAY = tuple("：；？！…—·‰％℃")
# As in the theme: a longer word may break at its hyphen.
_LONG = 20
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def code(node: nodes.Element, ctx: Context) -> Markup:
    """Code within a line; a key stroke looks like a key."""
    shown = node.astext().replace("\n", " ")
    if not shown:
        return NOTHING
    if "kbd" in node["classes"]:
        return call("key", shown)
    in_cell: dict[str, Value] = (
        {"in_cell": True} if ctx.in_cell and len(shown) > LONGEST_PIECE else {}
    )
    return call("code", shown, **_gaps(node, shown), **in_cell)


def _gaps(node: nodes.Element, shown: str) -> dict[str, Value]:
    """Return on which sides a letter of a word with a hyphen touches a 汉字, and what joins it.

    The theme keeps such a word whole, in a box. Typst sets no gap beside a box, and after one
    Unicode (UAX #14, LB20) lets some signs begin a line.
    """
    if "-" not in shown:
        return {}
    around = node.parent.children
    at = around.index(node)
    sides = (("gap-before", 0, around[:at][-1:], -1), ("gap-after", -1, around[at + 1 :][:1], 0))
    gaps: dict[str, Value] = {
        name: True
        for name, end, beside, near in sides
        if _is_boxed(shown.split(" ")[end]) and shown[end].isalnum()
        for text in beside
        if isinstance(text, nodes.Text) and _IDEOGRAPH.match(str(text)[near:][:1])
    }
    after = around[at + 1 :][:1]
    if after and isinstance(after[0], nodes.Text) and str(after[0]).startswith(_STAY):
        gaps["joined"] = True
    return gaps


def _is_boxed(word: str) -> bool:
    return "-" in word and len(word) < _LONG


WRITERS: Writers = {nodes.literal: code}
