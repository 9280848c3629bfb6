"""Nodes that stand in several places of a doctree get a place of their own each.

Extensions may put one node into several parents; ``sphinxcontrib.bibtex`` does so with the commas
of a bibliography. A node knows one parent, so whoever changes the text around it changes the
wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from docutils import nodes
from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Look for shared nodes when everybody else has resolved a document."""
    # After listeners without a priority of their own (500), which may add nodes.
    app.connect("doctree-resolved", _on_resolved, priority=900)


def _on_resolved(_app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    unshare(doctree)


def unshare(doctree: nodes.document) -> None:
    """Replace a node by a copy wherever it stands again, and let every node know its parent."""
    if _is_tree(doctree):
        return
    seen = {id(doctree)}
    parents: list[nodes.Element] = [doctree]
    while parents:
        parent = parents.pop()
        for at, child in enumerate(parent.children):
            own = child
            if id(child) in seen:
                own = parent.children[at] = child.deepcopy()
            seen.add(id(own))
            own.parent = parent
            if isinstance(own, nodes.Element):
                parents.append(own)


def _is_tree(doctree: nodes.document) -> bool:
    """Whether every node knows its one parent; quick, for almost every document is such a tree."""
    parents: list[nodes.Node] = [doctree]
    for parent in parents:
        children = parent.children
        for child in children:
            if child.parent is not parent:
                return False
            if child.children:
                parents.append(child)
        # Texts that are alike are equal, too, and need not be one node.
        if len(children) > 1 and len(set(children)) < len(children) and _has_one_twice(children):
            return False
    return True


def _has_one_twice(children: Sequence[nodes.Node]) -> bool:
    return any(child is other for child, other in combinations(children, 2))
