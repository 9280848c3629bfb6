"""Lists of definitions in HTML, whose terms and descriptions follow each other without items."""

from __future__ import annotations

from docutils import nodes


def complete_definitions(tree: nodes.Element) -> None:
    """Give lists of bare terms and descriptions, below a node, the items that docutils has.

    As in browsers, boxes around them are none of the list, and whatever else stands there is shown
    as a description. A term or description outside of a list is a paragraph or its blocks.
    """
    for listed in list(tree.findall(nodes.definition_list)):
        listed.children = _items(_unboxed(listed))
        for item in listed.children:
            item.parent = listed
    for term in list(tree.findall(nodes.term)):
        if not isinstance(term.parent, nodes.definition_list_item):
            term.replace_self(nodes.paragraph("", "", *term.children))
    for description in list(tree.findall(nodes.definition)):
        if not isinstance(description.parent, nodes.definition_list_item):
            description.replace_self(description.children)


def _unboxed(listed: nodes.Element) -> list[nodes.Node]:
    return [
        part
        for child in listed.children
        for part in (child.children if isinstance(child, nodes.container) else [child])
    ]


def _items(parts: list[nodes.Node]) -> list[nodes.Node]:
    """Return items of terms with the descriptions behind them."""
    items: list[nodes.Element] = []
    for part in parts:
        is_term = isinstance(part, nodes.term)
        if not items or (is_term and not isinstance(items[-1][-1], nodes.term)):
            items.append(nodes.definition_list_item())
        is_other = not isinstance(part, (nodes.term, nodes.definition))
        items[-1].append(nodes.definition("", part) if is_other else part)
    return [*items]
