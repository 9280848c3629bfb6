"""Tables of formulas with cells over several columns, or rules over some, as Typst's grids.

Typst's matrices have neither. As in a matrix, each line of cells is as high as a bracket at least.
"""

from __future__ import annotations

from diglot.core.i18n import _
from diglot.formulas.mathml import NotConverted
from diglot.formulas.pieces import Piece, Writer, inside, joined
from diglot.formulas.tables import Cell, Table

# So high is the axis, on which fractions stand, in the faces of Typst's mathematics. Of a formula
# within text, Typst leaves the leading out of its height.
_BOX = (
    "#box(baseline: 50% - .25em, {{ set par(leading: 0pt); "
    "grid(columns: {columns}, inset: (x: .5em, y: .175em), {cells}) }})"
)
_STRUT = "#box(width: 0pt, hide[$\\u{28}$])"
_RULE = ".05em"


def wide_cells(table: Table, write: Writer) -> Piece:
    """Return a table that is not `plain`; raises NotConverted for what goes in matrices only."""
    rows = table.rows
    parts = (cell.joined for row in table.rows for cell in row)
    if table.dashed or any(cell is not None for cell in (*table.tags, *table.words)) or any(parts):
        raise NotConverted(_("a rule over some columns of a table cannot be printed"))
    columns = max(sum(cell.span for cell in row) for row in rows)
    cells = [f"grid.hline(y: {row}, stroke: {_RULE})" for row in table.horizontal]
    if 0 in table.vertical:
        cells.append(f"grid.vline(x: 0, stroke: {_RULE})")
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            cells.append(_cell(cell, (column, number), table.size, write))
            column += cell.span
    return Piece(_BOX.format(columns=columns, cells=", ".join(cells)))


def _cell(cell: Cell, place: tuple[int, int], size: str | None, write: Writer) -> str:
    strokes = ", ".join(f"{side}: {_RULE}" for side in cell.ruled)
    options = [f"x: {place[0]}, y: {place[1]}, align: {cell.align} + horizon"]
    if cell.span > 1:
        options.append(f"colspan: {cell.span}")
    if strokes:
        options.append(f"stroke: ({strokes})")
    content = joined(inside(cell.element, write))
    code = f"{size}({content})" if content and size else content
    return f"grid.cell({', '.join(options)})[${_STRUT}{code}$]"
