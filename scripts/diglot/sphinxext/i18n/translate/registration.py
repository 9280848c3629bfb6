"""Whether a document has registered any of the inline nodes of a block.

docutils and Sphinx keep lists and tables of nodes with ids, names, footnotes and references beside
the tree itself. Nodes that are in none of them can be replaced without updating any.
"""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

_MARKUP = frozenset({nodes.inline, nodes.emphasis, nodes.strong, nodes.literal, nodes.reference})


def is_only_text(inline_nodes: Iterable[nodes.Node]) -> bool:
    """Whether all nodes are text, without any markup."""
    return all(isinstance(node, nodes.Text) for node in inline_nodes)


def is_unregistered(tree: nodes.Element) -> bool:
    """Whether a tree has only text, simple markup and links with an address of their own."""
    return all(isinstance(node, nodes.Text) or _is_markup(node) for node in tree.findall())


def _is_markup(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.Element)
        and type(node) in _MARKUP
        and not (node["ids"] or "refname" in node or "id_link" in node)
    )
