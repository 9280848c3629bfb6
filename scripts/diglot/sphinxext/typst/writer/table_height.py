"""How high a small table is at most, so that the theme need not measure it, which takes memory."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from docutils import nodes

from diglot.sphinxext.transforms.soft_breaks import WIDE
from diglot.sphinxext.typst.writer.context import Context

# Half 汉字 on a line of A4, and beside the text in a column.
_LINE, _PADDING = 80, 3
# Running text has at least so much of the line (`_readable` in tables.typ), or as much as others;
# its lines are so full at least.
_READABLE, _FULL = 19, 0.6
# More columns may leave it less.
_MOST_COLUMNS = 6
# A bold letter beside a plain one, and the lines of a short caption with the space under them.
_BOLD, _CAPTION = 1.25, 3
_SHORT_CAPTION = 40
# What says on which page a link leads to.
_PAGE = 12


def lines_at_most(node: nodes.table, ctx: Context) -> int | None:
    """Return how many lines high a table on A4 is at most, the space of a row as one more.

    None where more than a paragraph of words stands in a cell, or cells are joined. The theme must
    choose the widths of the columns.
    """
    title = next(iter(node.findall(nodes.title)), None)
    caption = "" if title is None else title.astext()
    rows = [_widths(row, ctx) for row in node.findall(nodes.row)]
    known = [row for row in rows if row]
    if not known or len(caption) > _SHORT_CAPTION:
        return None
    count = len(known[0])
    if any(row is None or len(row) != count for row in rows) or count > _MOST_COLUMNS:
        return None
    room = min(_READABLE, _LINE / count - _PADDING)
    if sum(max(column) + _PADDING for column in zip(*known, strict=True)) <= _LINE:
        lines = len(rows)
    else:
        lines = sum(ceil(max(row) / (room * _FULL)) for row in known)
    return lines + len(rows) + (_CAPTION if caption else 0)


def _widths(row: nodes.row, ctx: Context) -> Sequence[float] | None:
    """Return the widths of the texts of a row in half 汉字, None where there is more than text."""
    entries = [child for child in row.children if isinstance(child, nodes.entry)]
    if any(entry.get("morecols") or entry.get("morerows") for entry in entries):
        return None
    if any(not _is_words(entry) for entry in entries):
        return None
    scale = _BOLD if isinstance(row.parent, nodes.thead) else 1
    return [scale * _width(ctx.text(entry)) + _PAGE * _links(entry) for entry in entries]


def _width(text: str) -> int:
    return len(text) + len(WIDE.findall(text))


def _links(entry: nodes.entry) -> int:
    return sum(1 for _ in entry.findall(nodes.reference))


def _is_words(entry: nodes.entry) -> bool:
    inside = (node for node in entry.findall(nodes.Element) if node is not entry)
    return len(entry.children) <= 1 and all(
        isinstance(node, (nodes.paragraph, nodes.Inline)) and not isinstance(node, _TALL)
        for node in inside
    )


_TALL = (nodes.image, nodes.math, nodes.raw)
