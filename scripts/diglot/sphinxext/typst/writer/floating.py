"""Which figures may go to the next page while text goes before them."""

from __future__ import annotations

from docutils import nodes

from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.numbers import numbered_as
from diglot.sphinxext.typst.writer.page_classes import asks_for_page
from diglot.sphinxext.typst.writer.stated_numbers import says_number, stated_number


def may_float(node: nodes.Node, ctx: Context) -> bool:
    """Whether a node is a figure that may go to the next page while text goes before it.

    Only what text can refer to by number may move away from it, and only what it does refer to,
    where the author has written the number.
    """
    return (
        isinstance(node, nodes.figure)
        and isinstance(node.parent, nodes.section)
        and not asks_for_page(node)
        and (numbered_as(node, ctx) is not None or is_said(node))
    )


def is_said(figure: nodes.figure) -> bool:
    """Return whether words of its section refer to a figure by the number of its own caption."""
    number = stated_number(figure)
    if number is None or not figure["ids"]:
        return False
    own = set(map(id, figure.findall(nodes.Text)))
    return any(
        says_number(
            "".join(text for text in block.findall(nodes.Text) if id(text) not in own), number
        )
        for block in figure.parent.findall(nodes.TextElement)
        if not isinstance(block, nodes.Inline)
    )
