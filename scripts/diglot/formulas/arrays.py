"""Tables of formulas as Typst's matrices: columns that touch, staggered lines, tags, rules."""

from __future__ import annotations

from lxml import etree

from diglot.formulas.pieces import Piece, Writer, inside, joined
from diglot.formulas.tables import Cell, table_of
from diglot.formulas.wide_cells import wide_cells
from diglot.typeset.markup import literal


def array(element: etree._Element, write: Writer) -> list[Piece]:
    """Return a table without delimiters."""
    table = table_of(element)
    if not table.plain or table.framed:
        return [wide_cells(table, write)]
    starts = _columns(table.rows)
    mixed = _mixed(table.rows)
    beside = any(cell is not None for cell in (*table.tags, *table.words))
    rows = []
    for row, words, tag in zip(table.rows, table.words, table.tags, strict=True):
        cells = _cells(row, starts, mixed, table.size, write)
        if cells or words is not None:
            # As on its right, there is a column on the left, so that the middle stays the middle.
            sides = (_beside(words, WORDS, write), _beside(tag, TAG, write))
            rows.append(", ".join([sides[0], *cells, sides[1]] if beside else cells))
    options = {
        "display": "column-gap: #1.5em, row-gap: #.6em",
        "script": "column-gap: #.5em, row-gap: #.1em",
    }.get(table.size or "", "column-gap: #1em, row-gap: #.35em")
    if table.horizontal or table.vertical:
        dash = ', dash: "dashed"' if table.dashed else ""
        options += (
            f", augment: #(hline: {literal(table.horizontal)}, "
            f"vline: {literal(table.vertical)}, stroke: (thickness: .05em{dash}))"
        )
    # Right behind an expression of code, a semicolon would end that, not the row.
    return [Piece(f"mat(delim: #none, {options}, {' ; '.join(rows)})")]


def _beside(cell: etree._Element | None, name: str, write: Writer) -> str:
    return "#[]" if cell is None else _named(f"display({joined(inside(cell, write))})", name)


def _named(code: str, name: str) -> str:
    return f"#[#box[${code}$]<{name}>]"


def _columns(rows: list[list[Cell]]) -> set[int]:
    """Return the cells that begin a column: two that touch are one, aligned where they meet."""
    widest = max((len(row) for row in rows), default=0)
    touching = {number for row in rows for number, cell in enumerate(row) if cell.joined}
    return set(range(widest)) - touching


# The names of what stands at the ends of a line, which a theme may move there.
TAG, START, END = "diglot-tag", "diglot-line-start", "diglot-line-end"
# Words between lines, which take no room from the columns.
WORDS = "diglot-words"

# Where the cells of a column are aligned in several ways, they are centred, and moved a little.
_STAGGERED = {"left": ("{}#h(4em)", START), "right": ("#h(4em){}", END)}


def _mixed(rows: list[list[Cell]]) -> set[int]:
    """Return the columns whose cells are aligned in several ways, as in a `multline`."""
    aligned = {(i, cell.align) for row in rows for i, cell in enumerate(row) if len(cell.element)}
    return {i for i, _ in aligned if len({align for j, align in aligned if j == i}) > 1}


def _cells(
    row: list[Cell], starts: set[int], mixed: set[int], size: str | None, write: Writer
) -> list[str]:
    cells: list[str] = []
    for number, cell in enumerate(row):
        content = joined(inside(cell.element, write))
        code = f"{size}({content})" if content and size else content
        if number in mixed:
            moved, name = _STAGGERED.get(cell.align, ("", ""))
            cells.append(_named(moved.format(code), name) if name else code)
        elif number not in starts:
            cells[-1] = f"{cells[-1]} {code}"
        elif number + 1 not in starts and cell.align == "right":
            cells.append(f"{code} &")
        else:
            cells.append({"left": f"& {code}", "right": f"{code} &"}.get(cell.align, code))
    return [cell or "#[]" for cell in cells]
