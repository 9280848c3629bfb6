"""Tables of MathML: their cells with alignment, and the rules between them."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from diglot.core.i18n import _
from diglot.formulas.intertext import BETWEEN
from diglot.formulas.mathml import NotConverted
from diglot.formulas.styles import attributes, size_of, style_of

_SIDES = ("top", "right", "bottom", "left")
_BORDERS = tuple(f"border-{side}" for side in _SIDES)
_CELL = (
    "text-align", "justify-items", "width", "padding-right", "padding-left", "padding-top",
    "padding-bottom", *_BORDERS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its element, its alignment, and whether it touches the cell on its left.

    `span` says over how many columns it is, `ruled` at which of its sides a rule stands.
    """

    element: etree._Element
    align: str
    joined: bool
    span: int = 1
    ruled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, Typst's function for their size, and the rules between them.

    Rules are counted from 0, before the first row or column. `tags` are the cells at the margin,
    with the authors' own numbers, `words` those with words between the rows, one or none for each
    row. `plain` says whether each cell is in
    one column and each rule goes all the way.
    """

    rows: list[list[Cell]]
    size: str | None
    tags: list[etree._Element | None]
    words: list[etree._Element | None]
    horizontal: tuple[int, ...] = ()
    vertical: tuple[int, ...] = ()
    dashed: bool = False
    plain: bool = True

    @property
    def framed(self) -> bool:
        """Whether it looks like a table of text: rules between its lines, or at its sides.

        Typst draws those of a matrix over signs that are below the line, and beyond the corners.
        """
        cells = [cell for row in self.rows for cell in row]
        around = {0, max(map(len, self.rows), default=0)} & set(self.vertical)
        return bool(self.horizontal or around) and not (
            self.dashed
            or any(cell.joined for cell in cells)
            or any(cell is not None for cell in (*self.tags, *self.words))
        )


def table_of(element: etree._Element) -> Table:
    """Return an ``<mtable>``; raises NotConverted for rules that Typst cannot draw."""
    found = attributes(element, "displaystyle", "scriptlevel", "style")
    outer = style_of(element, "width", *_BORDERS)
    rows = [_row(row) for row in element]
    tags = [_tag(row) for row in element]
    words = [row[0] if len(row) and row[0].get("class") == BETWEEN else None for row in element]
    styles = [[style for _, style in row] for row in rows]
    horizontal, partly = _horizontal(styles)
    plain = not partly and all(cell.span == 1 for row in rows for cell, _ in row)
    if "border-top" in outer:
        horizontal.add(0)
    vertical = _vertical(styles)
    if "border-left" in outer:
        vertical.add(0)
    # What follows the last rule is a row without anything in it.
    if len(rows) > 1 and len(rows[-1]) <= 1 and not _filled(rows[-1]) and words[-1] is None:
        rows.pop()
        tags.pop()
        words.pop()
    elif "border-bottom" in outer:
        horizontal.add(len(rows))
    kinds = {
        style[border].split()[1]
        for style in [outer, *(style for row in styles for style in row)]
        for border in _BORDERS
        if border in style
    }
    if len(kinds) > 1 or not kinds <= {"solid", "dashed"}:
        raise NotConverted(_("rules of different kinds in one table cannot be printed"))
    return Table(
        [[cell for cell, _ in row] for row in rows],
        size_of(found),
        tags,
        words,
        tuple(sorted(horizontal)),
        tuple(sorted(vertical)),
        dashed="dashed" in kinds,
        plain=plain,
    )


def _row(row: etree._Element) -> list[tuple[Cell, dict[str, str]]]:
    attributes(row)
    cells: list[tuple[Cell, dict[str, str]]] = []
    touches = False
    for td in row:
        span = int(attributes(td, "style", "columnspan", "class").get("columnspan", "1"))
        style = style_of(td, *_CELL)
        # It centres the others on the page, holds a tag, or is no part of the columns.
        if "width" in style or td.get("class") == BETWEEN:
            continue
        align = style.get("text-align", "center")
        joined = touches and align == "left" and style.get("padding-left") == "0"
        touches = align == "right" and style.get("padding-right") == "0"
        ruled = tuple(side for side in _SIDES if f"border-{side}" in style)
        cells.append((Cell(td, align, joined, span, ruled), style))
    return cells


def _tag(row: etree._Element) -> etree._Element | None:
    return next((td for td in row if len(td) and "width" in style_of(td, *_CELL)), None)


def _filled(row: list[tuple[Cell, dict[str, str]]]) -> bool:
    return any(len(cell.element) for cell, _ in row)


def _horizontal(styles: list[list[dict[str, str]]]) -> tuple[set[int], bool]:
    """Return the rows that have a rule above all of them, and whether one is over some columns."""
    found = set()
    partly = False
    for number, row in enumerate(styles):
        ruled = ["border-top" in style for style in row]
        if any(ruled) and all(ruled):
            found.add(number)
        partly |= (any(ruled) and not all(ruled)) or any("border-bottom" in style for style in row)
    return found, partly


def _vertical(styles: list[list[dict[str, str]]]) -> set[int]:
    wide = [row for row in styles if len(row) > 1] or styles
    found = set()
    for row in wide:
        found |= {number + 1 for number, style in enumerate(row) if "border-right" in style}
    return found
