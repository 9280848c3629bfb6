"""How much room a title needs with what stays with it, where that has notes.

Typst puts a block on a page that has no room for its notes; then both go to the next page, and the
title above does not. So the page ends before the title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from docutils import nodes

from diglot.sphinxext.transforms.kinds import is_unseen
from diglot.sphinxext.transforms.soft_breaks import WIDE
from diglot.sphinxext.typst.writer.context import Context, page_break_option
from diglot.sphinxext.typst.writer.grouped import last_blocks
from diglot.sphinxext.typst.writer.tables import is_long

_HOLDS_TEXT = (
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.field_list,
    nodes.line_block,
    nodes.block_quote,
    nodes.Admonition,
)
# In em: a heading with the first lines of a text and a note; a heading and the space above notes,
# and each line or note of a short block.
_FIRST_LINES, _AROUND, _LINE = 8, 5, 1.6
_LINES = (nodes.paragraph, nodes.term, nodes.field_name, nodes.line)
# In em: a heading and the space above notes; the space between the rows of a table, a line of a
# cell, and a note. What needs more room than the last may go over a page's end.
_AROUND_TABLE, _BETWEEN_ROWS, _CELL_LINE, _NOTE, _MOST = 6, 0.5, 1.1, 1.2, 30
# Half 汉字 on a line of A4, and beside the text in a column; a Latin letter is narrower.
_ON_LINE, _PADDING, _LETTER = 100, 3, 0.85


def room_under(section: nodes.Element, ctx: Context) -> int | None:
    """Return how much room, in em, a title needs with what stays with it; None without notes."""
    seen = [child for child in section.children[1:] if not is_unseen(child)]
    first = next(iter(seen), None)
    if isinstance(first, last_blocks):
        first = first.children[0]
    if isinstance(first, nodes.table):
        return _with_table(first, ctx)
    if isinstance(first, _HOLDS_TEXT):
        if page_break_option(first):
            notes = _count_notes(first, ctx)
            lines = sum(isinstance(node, _LINES) for node in first.findall())
            return _AROUND + ceil(_LINE * (lines + notes)) if notes else None
        first = next(first.findall(nodes.paragraph), None)
    return _FIRST_LINES if isinstance(first, nodes.paragraph) and _count_notes(first, ctx) else None


def _with_table(table: nodes.table, ctx: Context) -> int | None:
    notes = _count_notes(table, ctx)
    if not notes or is_long(table):
        return None
    rows = [[_lengths(entry, ctx) for entry in row.children] for row in table.findall(nodes.row)]
    rooms = _column_rooms(rows)
    lines = sum(
        max(
            sum(ceil(length / room) for length in cell)
            for cell, room in zip(row, rooms, strict=False)
        )
        for row in rows
    )
    height = _BETWEEN_ROWS * len(rows) + _CELL_LINE * lines
    room = _AROUND_TABLE + ceil(height + _NOTE * notes)
    return room if room <= _MOST else None


def _lengths(entry: nodes.Node, ctx: Context) -> Sequence[float]:
    """Return how long the texts of a cell are that begin a line, in half 汉字."""
    texts = (line for child in entry.children for line in ctx.text(child).splitlines())
    return [_width(text) for text in texts if text] or [1]


def _width(text: str) -> float:
    wide = len(WIDE.findall(text))
    return 2 * wide + _LETTER * (len(text) - wide)


def _column_rooms(rows: Sequence[Sequence[Sequence[float]]]) -> Sequence[float]:
    """Return about how wide each column is: narrow ones as they are, the others share the rest."""
    count = max(map(len, rows))
    longest = [
        max((max(row[at]) for row in rows if at < len(row)), default=1) for at in range(count)
    ]
    room = _ON_LINE - _PADDING * count
    narrow = [length for length in longest if length <= room / count]
    wide = count - len(narrow)
    share = (room - sum(narrow)) / wide if wide else room
    return [length if length <= room / count else share for length in longest]


def _count_notes(block: nodes.Element, ctx: Context) -> int:
    return sum(
        isinstance(node, nodes.footnote_reference) or "://" in node.get("refuri", "")
        for text in _texts(block)
        for printed in ctx.printed(text)
        for node in printed.findall(nodes.Element)
    )


def _texts(block: nodes.Element) -> Iterator[nodes.Element]:
    return (node for node in block.findall(nodes.Element) if isinstance(node, _LINES))
