r"""Words between the lines of an aligned formula, ``\intertext``, at the beginning of the line.

The converter does not know them, so that a row with a mark takes them through it. It becomes one
cell over all columns and the margins beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from diglot.formulas.braces import taken_out
from diglot.formulas.parse import tree_of

BETWEEN = "diglot-between"
"""The class of such a cell."""

_WORDS = re.compile(r"\\(?:short)?intertext(?![A-Za-z])")
# Tables of lines within a formula, by those that are a formula by themselves and look the same.
_WIDE = {"aligned": "align*", "split": "align*", "gathered": "gather*"}
_TABLE = re.compile(
    rf"\s*\\begin\{{(?P<kind>{'|'.join(_WIDE)})\}}(?!\[)(?P<rows>.*)(?P<end>\\end\{{(?P=kind)\}})\s*",
    re.DOTALL,
)
_MARK = re.compile(rf"<mtext>{BETWEEN}-(?P<number>\d+)</mtext>")
_LEFT = "text-align: left;justify-items: start;"


def without_intertext(latex: str, *, block: bool) -> tuple[str, list[str]]:
    """Return a formula with a row for each of these words, and the words as LaTeX's text."""
    latex, words = taken_out(latex, _WORDS, lambda number: rf"\text{{{BETWEEN}-{number}}} \\ ")
    if words and block:
        latex = _with_margins(latex)
    return latex, [rf"\text{{{inside}}}" for _command, inside in words]


def _with_margins(latex: str) -> str:
    """Return a formula that is one table of lines as one that is as wide as the line of text."""
    match = _TABLE.fullmatch(latex)
    if match is None:
        return latex
    if _TABLE.fullmatch(match["rows"]):
        # Sphinx puts one around whatever has several lines.
        return _with_margins(match["rows"])
    if match["end"] in match["rows"]:
        return latex
    return rf"\begin{{{_WIDE[match['kind']]}}}{match['rows']}\end{{{_WIDE[match['kind']]}}}"


def with_intertext(mathml: str, convert: Callable[[int], str]) -> str:
    """Return a formula in MathML with what `convert` makes of the words in the place of each mark.

    Raises ValueError where words stand in no row of their own, or their table has no margins.
    """
    if not _MARK.search(mathml):
        return mathml
    tree = tree_of(mathml)
    for table in tree.iter("mtable"):
        columns = max((len(row) for row in table), default=0)
        for row in table:
            _widen(row, columns)
    for words in tree.iter("mtext"):
        cell = words.getparent()
        is_alone = cell is not None and cell.get("class") == BETWEEN
        if (words.text or "").startswith(f"{BETWEEN}-") and not is_alone:
            raise ValueError
    made = etree.tostring(tree, encoding="unicode")
    return _MARK.sub(lambda found: convert(int(found["number"])), made)


def _widen(row: etree._Element, columns: int) -> None:
    """Make one cell of a row with nothing but a mark between two margins."""
    filled = [cell for cell in row if len(cell)]
    if len(filled) != 1 or len(filled[0]) != 1 or not row[0].get("style", "").startswith("width:"):
        return
    (cell,) = filled
    if cell[0].tag != "mtext" or not (cell[0].text or "").startswith(f"{BETWEEN}-"):
        return
    for other in list(row):
        if other is not cell:
            row.remove(other)
    cell.attrib.clear()
    cell.attrib.update({"class": BETWEEN, "columnspan": str(columns), "style": _LEFT})
