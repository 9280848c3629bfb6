"""Nodes that stand in several places of a doctree get a place of their own each.

Extensions may put one node into several parents; ``sphinxcontrib.bibtex`` does so with the commas
of a bibliography. A node knows one parent, so whoever changes the text around it changes the
wrong one.
"""

from __future__ import annotations

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
