"""Formulas on lines of their own within paragraphs, as ``myst_dmath_double_inline`` reads them."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from docutils import nodes

CONTINUES = "continues"
"""The attribute of a paragraph that is the rest of the one above a formula."""


def divide_paragraphs(doctree: nodes.document) -> None:
    """Divide paragraphs at the formulas in them that have a line of their own.

    Where nothing can be divided, as in titles, such a formula stands within the line.
    """
    for formula in list(doctree.findall(nodes.math_block)):
        if isinstance(formula.parent, nodes.TextElement) and not isinstance(
            formula.parent, nodes.paragraph
        ):
            formula.replace_self(nodes.math("", formula.astext()))
    for paragraph in list(doctree.findall(nodes.paragraph)):
        if any(isinstance(child, nodes.math_block) for child in paragraph.children):
            _divide(paragraph)


def _divide(paragraph: nodes.Element) -> None:
    parts: list[nodes.Node] = []
    for is_formula, group in groupby(
        paragraph.children, lambda child: isinstance(child, nodes.math_block)
    ):
        children = list(group)
        if is_formula:
            parts += children
            continue
        part = nodes.paragraph("", "", *children, **paragraph.non_default_attributes())
        part.source, part.line = paragraph.source, paragraph.line
        part["ids"] = []
        if parts:
            part[CONTINUES] = True
        if part.astext().strip() or any(part.findall(nodes.image)):
            parts.append(part)
    first: Any = parts[0]
    first["ids"] = [*paragraph["ids"], *first["ids"]]
    paragraph.replace_self(parts)
