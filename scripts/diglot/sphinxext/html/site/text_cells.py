"""Cells of tables that hold more than a few words, so that narrow pages keep them wide enough.

Chinese breaks anywhere: where a table is wider than a telephone, browsers make its columns as
narrow as one sign before they let it scroll. A style sheet cannot tell a sentence from a number.
"""

from __future__ import annotations

from unicodedata import east_asian_width

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from diglot.sphinxext.html.builders import makes_site

_CLASS = "diglot-text-cell"
_FROM = 20
"""Widths of a Latin letter, twice as many as of 汉字."""


def register(app: Sphinx) -> None:
    """Write the cells of tables."""
    app.add_node(nodes.entry, override=True, html=(_visit, _depart))


def is_text(words: str) -> bool:
    """Whether words are wider than ten 汉字 or twenty letters."""
    return len(words) > _FROM // 2 and sum(map(_width, words)) > _FROM


def _width(sign: str) -> int:
    return 2 if east_asian_width(sign) in "WF" else 1


def _visit(visitor: HTML5Translator, node: nodes.entry) -> None:
    if makes_site(visitor.builder) and is_text(node.astext()) and _CLASS not in node["classes"]:
        node["classes"].append(_CLASS)
    type(visitor).visit_entry(visitor, node)


def _depart(visitor: HTML5Translator, node: nodes.entry) -> None:
    type(visitor).depart_entry(visitor, node)
