"""What a document knows of the inline nodes of a block, beside showing them."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

_MARKUP = frozenset({nodes.inline, nodes.emphasis, nodes.strong, nodes.literal, nodes.reference})


def is_text(found: Iterable[nodes.Node]) -> bool:
    """Whether there is nothing but words."""
    return all(isinstance(node, nodes.Text) for node in found)


def is_free(tree: nodes.Element) -> bool:
    """Whether the document knows nothing of a tree: markup, and links that say where they lead."""
    return all(isinstance(node, nodes.Text) or _is_markup(node) for node in tree.findall())


def _is_markup(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.Element)
        and type(node) in _MARKUP
        and not (node["ids"] or "refname" in node or "id_link" in node)
    )
