"""Kinds of nodes: which ones readers do not see, and which ones hold blocks.

Extensions derive their nodes from whatever suits them: the table of ``sphinx.ext.autosummary`` is
a `docutils.nodes.comment`, so that writers that do not know it skip it. So a list of classes
decides, not inheritance.
"""

from __future__ import annotations

from typing import TypeGuard

from docutils import nodes
from sphinx import addnodes

_UNSEEN = frozenset(
    {
        addnodes.highlightlang,
        addnodes.index,
        addnodes.tabular_col_spec,
        addnodes.toctree,
        nodes.comment,
        nodes.meta,
        nodes.pending,
        nodes.substitution_definition,
        nodes.system_message,
        nodes.target,
    }
)
# Nodes of extensions, by name, as the extensions need not be loaded.
_UNSEEN_NAMES = frozenset({"autosummary_toc"})


def is_unseen(node: nodes.Node) -> bool:
    """Return whether readers do not see a block in any format."""
    if type(node) in _UNSEEN or type(node).__name__ in _UNSEEN_NAMES:
        return True
    return isinstance(node, nodes.Invisible) and not node.children


def holds_blocks(node: nodes.Node) -> TypeGuard[nodes.Element]:
    """Return whether a node holds blocks rather than a text.

    Contents under a caption are a paragraph by name, which holds the caption and a list. Icons
    among words are blocks by name.
    """
    if not isinstance(node, nodes.TextElement):
        return isinstance(node, nodes.Element)
    if any(isinstance(child, nodes.Text | nodes.Inline) for child in node.children):
        return False
    return any(isinstance(child, nodes.Body | nodes.Titular) for child in node.children)
