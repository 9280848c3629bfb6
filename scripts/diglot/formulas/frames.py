r"""Rules around arrays, so that they end where the array does.

The converter puts the ``\hline`` after the last line above a row of its own with one empty cell,
and draws no rule beside cells that a line leaves out, nor beside columns that none has.
"""

from __future__ import annotations

import re

from lxml import etree

from diglot.formulas.parse import tree_of

_ABOVE = re.compile(r"border-top:[^;]*;")


def framed(columns: str, following: str) -> str:
    """Return an array's columns with the rule at their end behind the last one that is used."""
    letters = re.findall(r"\|*[lcr]", columns)
    if not columns.endswith("|") or "".join(letters) != columns.rstrip("|"):
        return columns
    if r"\multicolumn" in following:
        return columns
    used = _used_columns(following)
    return columns if used >= len(letters) else "".join(letters[:used]) + "|"


def _used_columns(following: str) -> int:
    """Return how many columns the widest row of an array has; what follows its head is given."""
    widest, columns, depth = 1, 1, 0
    for sign in re.finditer(r"\\\\|\\(?:begin|end)(?![A-Za-z])|\\.|[{}&]", following, re.DOTALL):
        if sign[0] == r"\end" and depth == 0:
            break
        depth += {"{": 1, "}": -1, r"\begin": 1, r"\end": -1}.get(sign[0], 0)
        if depth == 0 and sign[0] in ("&", r"\\"):
            columns = columns + 1 if sign[0] == "&" else 1
            widest = max(widest, columns)
    return widest


def with_frames(mathml: str) -> str:
    """Return MathML whose arrays with rules have all cells, and the last rule below them."""
    if "border-" not in mathml:
        return mathml
    tree = tree_of(mathml)
    for table in tree.iter("mtable"):
        _close(table)
        _fill(table)
    return etree.tostring(tree, encoding="unicode")


def _close(table: etree._Element) -> None:
    last = table[-1] if len(table) > 1 else None
    if last is None or len(last) != 1 or len(last[0]):
        return
    if rule := _ABOVE.search(last[0].get("style", "")):
        table.remove(last)
        below = rule[0].replace("border-top", "border-bottom")
        table.set("style", table.get("style", "") + below)


def _fill(table: etree._Element) -> None:
    """Give rows that are too short cells that look like those of the longest one."""
    longest = max(table, key=len, default=None)
    if longest is None or any(cell.get("columnspan") for cell in table.iter("mtd")):
        return
    for row in table:
        above = _ABOVE.search(row[0].get("style", "")) if len(row) else None
        for cell in longest[len(row) :]:
            style = (above[0] if above else "") + _ABOVE.sub("", cell.get("style", ""))
            etree.SubElement(row, "mtd", {"style": style} if style else {})
