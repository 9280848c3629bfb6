"""Footnotes as reStructuredText writes them."""

from __future__ import annotations

from docutils import nodes


def footnote_label(node: nodes.footnote_reference | nodes.citation_reference) -> str:
    """Return what is between the brackets of a reference: ``1``, ``#name``, ``#`` or ``*``.

    The last two have no name: docutils numbers them, or takes the next symbol.
    Source: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#footnotes
    """
    name = str(node.get("refname") or node.astext())
    sign = {1: "#", "*": "*"}.get(node.get("auto", 0), "")
    return f"{sign}{name}"
