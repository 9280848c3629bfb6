"""Classes that ask for a page: ``page-break`` begins one, ``landscape`` is on one of its own.

Pages only turn between blocks of the text itself: inside a list, a box or a cell, Typst cannot.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from diglot.typeset.markup import Markup, call, stack

PAGE_BREAK, LANDSCAPE = "page-break", "landscape"

PAGE_CLASSES = frozenset((PAGE_BREAK, LANDSCAPE))
"""What a block may have among its classes to ask for a page."""

# Around a block of the text, these print nothing themselves.
_TRANSPARENT = (
    nodes.document,
    nodes.section,
    nodes.container,
    nodes.compound,
    addnodes.only,
    addnodes.start_of_file,
)


def asks_for_page(node: nodes.Node) -> bool:
    """Return whether a block begins a page, or has one of its own."""
    return isinstance(node, nodes.Element) and not PAGE_CLASSES.isdisjoint(node.get("classes", ()))


def holds_page(node: nodes.Node) -> bool:
    """Return whether a block, or one inside it, asks for a page."""
    return any(map(asks_for_page, node.findall(nodes.Element)))


def may_turn_page(node: nodes.Node) -> bool:
    """Return whether a page may begin at a block: it stands in nothing but the text itself."""
    parent = node.parent
    while parent is not None:
        if not isinstance(parent, _TRANSPARENT) or parent.get("design_component"):
            return False
        parent = parent.parent
    return True


def on_its_page(node: nodes.Element, body: Markup) -> Markup:
    """Return what was written of a block that asks for a page, on that page."""
    if LANDSCAPE in node["classes"]:
        return call("landscape", body)
    return stack([call("page-break"), body])
