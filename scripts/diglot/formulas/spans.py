r"""Cells of arrays over several columns, ``\multicolumn``, and rules over some, ``\cline``.

The converter knows neither, so that marks take them through it, as words in their cells.
"""

from __future__ import annotations

import re

from lxml import etree

from diglot.formulas.parse import tree_of

COVERED = r"\text{diglot-covered}"
"""What stands in a cell that is part of the one before it."""

RULE = "0.05em solid currentcolor"
"""A rule as the converter draws it."""

_MARK = re.compile(
    r"diglot-(?:covered|rule-(?P<first>\d+)-(?P<last>\d+)"
    r"|columns-(?P<columns>\d+)-(?P<left>r?)-(?P<align>[lcr])-(?P<right>r?))"
)
_SPECIFICATION = re.compile(r"\s*(?P<left>\|?)\s*(?P<align>[lcr])\s*(?P<right>\|?)\s*")
_ALIGNED = {
    "l": "text-align: left;justify-items: start;",
    "c": "text-align: center;justify-items: center;",
    "r": "text-align: right;justify-items: end;",
}


def rule(columns: str) -> str | None:
    """Return the mark of a rule over columns such as "1-2", at the head of a row."""
    found = re.fullmatch(r"\s*(\d{1,2})\s*-\s*(\d{1,2})\s*", columns)
    return rf"\text{{diglot-rule-{found[1]}-{found[2]}}}" if found else None


def spanning(count: str, specification: str) -> tuple[str, str] | None:
    """Return what comes before and after what stands in a cell over `count` columns."""
    looks = _SPECIFICATION.fullmatch(specification)
    if looks is None or not re.fullmatch(r"\s*[1-9]\d?\s*", count):
        return None
    sides = ["r" if looks[side] else "" for side in ("left", "right")]
    mark = f"diglot-columns-{int(count)}-{sides[0]}-{looks['align']}-{sides[1]}"
    return rf"\text{{{mark}}}", f" & {COVERED}" * (int(count) - 1)


def with_spans(mathml: str) -> str:
    """Return MathML with what its marks stand for; raises ValueError where a mark has no place."""
    if "<mtext>diglot-" not in mathml:
        return mathml
    tree = tree_of(mathml)
    for table in tree.iter("mtable"):
        _draw(table, [_spanned(row, table) for row in table])
    if any(_MARK.fullmatch(words.text or "") for words in tree.iter("mtext")):
        raise ValueError
    return etree.tostring(tree, encoding="unicode")


def _spanned(row: etree._Element, table: etree._Element) -> list[tuple[int, int]]:
    """Make the cells of a row that are over several columns; return its rules."""
    # The rule before the first column is the table's: it cannot be left out beside one cell.
    framed = "border-left" in str(table.get("style", ""))
    rules = []
    for cell in list(row):
        while len(cell) and (mark := _MARK.fullmatch(cell[0].text or "")):
            if mark["first"]:
                rules.append((int(mark["first"]), int(mark["last"])))
            elif mark["columns"]:
                before = cell.getprevious()
                if framed and before is None and not mark["left"]:
                    raise ValueError
                beside = framed if before is None else "border-right" in before.get("style", "")
                _span(cell, mark, is_ruled=beside)
            else:
                row.remove(cell)
            cell.remove(cell[0])
    return rules


def _span(cell: etree._Element, mark: re.Match[str], *, is_ruled: bool) -> None:
    """Give a cell its columns, alignment and rules; `is_ruled` says if there is one on its left."""
    cell.set("columnspan", mark["columns"])
    # A rule over the row is the row's, those at the sides are the columns' that it stands in for.
    kept = [part for part in str(cell.get("style", "")).split(";") if "border-top" in part]
    sides = [
        f"border-{side}: {RULE};"
        for side in ("left", "right")
        if mark[side] and not (side == "left" and is_ruled)
    ]
    cell.set("style", "".join([*(f"{part};" for part in kept), _ALIGNED[mark["align"]], *sides]))


def _draw(table: etree._Element, rules: list[list[tuple[int, int]]]) -> None:
    """Draw rules above the cells of their rows, or under those before them.

    A row with nothing but rules, the last one, goes.
    """
    rows = list(table)
    for number, (row, of_row) in enumerate(zip(rows, rules, strict=True)):
        above = rows[number - 1] if number else None
        is_last = number == len(rows) - 1 and len(row) == 1 and not len(row[0])
        if of_row and is_last and above is not None:
            table.remove(row)
        for first, last in of_row:
            if cells := None if is_last else _cells(row, first, last):
                _rule(cells, "top")
            elif above is not None and (cells := _cells(above, first, last)):
                _rule(cells, "bottom")
            else:
                raise ValueError


def _rule(cells: list[etree._Element], side: str) -> None:
    for cell in cells:
        cell.set("style", f"{cell.get('style', '')}border-{side}: {RULE};")


def _cells(row: etree._Element, first: int, last: int) -> list[etree._Element] | None:
    """Return the cells of some columns, None where there are none that end with them."""
    column, found, width = 1, [], 0
    for cell in row:
        span = int(cell.get("columnspan", "1"))
        if first <= column and column + span - 1 <= last:
            found.append(cell)
            width += span
        column += span
    return found if width == last - first + 1 else None
