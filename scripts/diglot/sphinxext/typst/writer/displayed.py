"""Blocks within paragraphs: formulas on lines of their own, as ``myst_dmath_double_inline`` reads
them, and whatever extensions put there, such as ``sphinx-argparse`` a paragraph."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from docutils import nodes

CONTINUES = "continues"
"""The attribute of a paragraph that is the rest of the one above a block in it."""


# Named one by one, for icons among words may be blocks by their base.
_BLOCKS = (
    nodes.Admonition,
    nodes.Sequential,
    nodes.block_quote,
    nodes.doctest_block,
    nodes.figure,
    nodes.line_block,
    nodes.literal_block,
    nodes.math_block,
    nodes.paragraph,
    nodes.table,
)


def divide_paragraphs(doctree: nodes.document) -> None:
    """Divide paragraphs at the blocks in them, such as formulas that have a line of their own.

    Where nothing can be divided, as in titles, such a formula stands within the line.
    """
    for formula in list(doctree.findall(nodes.math_block)):
        if isinstance(formula.parent, nodes.TextElement) and not isinstance(
            formula.parent, nodes.paragraph
        ):
            formula.replace_self(nodes.math("", formula.astext()))
    for paragraph in list(doctree.findall(nodes.paragraph)):
        if any(isinstance(child, _BLOCKS) for child in paragraph.children):
            _divide(paragraph)


def _divide(paragraph: nodes.Element) -> None:
    parts: list[nodes.Node] = []
    for is_block, group in groupby(paragraph.children, lambda child: isinstance(child, _BLOCKS)):
        children = list(group)
        if is_block:
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
