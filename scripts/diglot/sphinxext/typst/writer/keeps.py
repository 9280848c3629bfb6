"""What stays on the page of what comes after it."""

from __future__ import annotations

from docutils import nodes

# Characters: three lines of Latin letters.
_ANNOUNCEMENT = 250
_LISTS = (nodes.bullet_list, nodes.enumerated_list)


def announces(node: nodes.Node) -> bool:
    """Return whether a node is a short paragraph that ends in a colon, or is bold as a whole."""
    if not isinstance(node, nodes.paragraph):
        return False
    text = node.astext().rstrip()
    # MyST leaves empty texts around what is bold.
    printed = [
        child for child in node.children if child.astext() or not isinstance(child, nodes.Text)
    ]
    bold = len(printed) == 1 and isinstance(printed[0], nodes.strong)
    return (bold or text.endswith((":", "："))) and len(text) <= _ANNOUNCEMENT


def begins_step(node: nodes.Node, following: nodes.Node) -> bool:
    """Return whether a node is a short paragraph of an item before its picture or listing."""
    if not isinstance(node, nodes.paragraph) or len(node.astext()) > _ANNOUNCEMENT:
        return False
    if pictures_alone(node):
        return False
    if isinstance(following, nodes.paragraph):
        return bool(pictures_alone(following))
    return not isinstance(following, _LISTS)


def pictures_alone(node: nodes.Element) -> list[nodes.image]:
    """Return the images of a paragraph that has nothing else, linked or not; else none."""
    # An image's own text is its alternative text, which is not printed.
    words = any(
        isinstance(leaf, nodes.Text) and leaf.strip() and not is_line_break(leaf.parent)
        for leaf in node.findall(nodes.Text)
    )
    return [] if words else list(node.findall(nodes.image))


def is_line_break(node: nodes.Node) -> bool:
    """Return whether a node is a line break of HTML or LaTeX."""
    return isinstance(node, nodes.raw) and node.astext().lower().startswith(("<br", "\\\\\n"))
