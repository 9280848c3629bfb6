"""Cells of tables with sentences, which narrow pages keep wide enough, and with dates or numbers.

Chinese breaks anywhere: where a table is wider than a telephone, browsers make its columns as
narrow as one sign before they let it scroll. A style sheet cannot tell a sentence from a number,
which stays on one line: 2023 年 4 月 11 日.
"""

from __future__ import annotations

from unicodedata import east_asian_width

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from diglot.sphinxext.html.builders import makes_site

_CLASS = "diglot-text-cell"
_NUMBER = "diglot-number-cell"
_FROM = 20
"""Widths of a Latin letter, twice as many as of 汉字."""


def register(app: Sphinx) -> None:
    """Write the cells of tables."""
    app.add_node(nodes.entry, override=True, html=(_visit, _depart))


def is_text(words: str) -> bool:
    """Whether words are wider than ten 汉字 or twenty letters."""
    return len(words) > _FROM // 2 and sum(map(_width, words)) > _FROM


def is_number(words: str) -> bool:
    """Whether words are a date or number with its unit: a digit, and no more than a sentence's."""
    return any(map(str.isdecimal, words)) and sum(map(_width, words)) <= _FROM


def _class_of(node: nodes.entry) -> str | None:
    if is_text(node.astext()):
        # In two languages, a cell has a paragraph of each.
        parts = [part.astext() for part in node.findall(nodes.paragraph)]
        return _NUMBER if len(parts) > 1 and all(map(is_number, parts)) else _CLASS
    return _NUMBER if is_number(node.astext()) else None


def _width(sign: str) -> int:
    return 2 if east_asian_width(sign) in "WF" else 1


def _visit(visitor: HTML5Translator, node: nodes.entry) -> None:
    own = _class_of(node) if makes_site(visitor.builder) else None
    if own and own not in node["classes"]:
        node["classes"].append(own)
    type(visitor).visit_entry(visitor, node)


def _depart(visitor: HTML5Translator, node: nodes.entry) -> None:
    type(visitor).depart_entry(visitor, node)
