r"""Words between the lines of an aligned formula, ``\intertext``, at the beginning of the line.

The converter does not know them, so that a row with a mark takes them through it. It becomes one
cell over all columns and the margins beside them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from lxml import etree

from diglot.formulas.braces import argument

BETWEEN = "diglot-between"
"""The class of such a cell."""

_WORDS = re.compile(r"\\(?:short)?intertext(?![A-Za-z])")
_MARK = re.compile(rf"<mtext>{BETWEEN}-(?P<number>\d+)</mtext>")
_NAMED = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)[A-Za-z]\w*;")
_LEFT = "text-align: left;justify-items: start;"


def without_intertext(latex: str) -> tuple[str, list[str]]:
    """Return a formula with a row for each of these words, and the words as LaTeX's text."""
    written: list[str] = []
    words: list[str] = []
    place = 0
    for found in _WORDS.finditer(latex):
        inside = argument(latex, found.end())
        if inside is None:
            continue
        written.append(rf"{latex[place : found.start()]}\text{{{BETWEEN}-{len(words)}}} \\ ")
        text, place = inside
        words.append(rf"\text{{{text}}}")
    return "".join(written) + latex[place:], words


def with_intertext(mathml: str, convert: Callable[[int], str]) -> str:
    """Return a formula in MathML with what `convert` makes of the words in the place of each mark.

    Raises ValueError where words stand in no row of their own, or their table has no margins.
    """
    if not _MARK.search(mathml):
        return mathml
    tree = etree.fromstring(
        _NAMED.sub(lambda name: html.unescape(name[0]), mathml),
        etree.XMLParser(resolve_entities=False, no_network=True),
    )
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
