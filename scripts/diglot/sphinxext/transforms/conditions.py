"""Conditions that each handout decides for itself: the directive `only` with tags of handouts.

Sphinx decides once a build; a handout has tags of its own, and its documents are shared. So a
builder of handouts keeps each condition in its resolved doctree, until a handout asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import process_only_nodes
from sphinx.util.tags import Tags

from diglot.sphinxext.compat.sphinx import tags_of


class condition(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """What stands in a document where ``node["expr"]`` holds.

    ``node["tags"]`` are those of the build that read it, which may be of one language only.
    """


def register(app: Sphinx) -> None:
    """Keep conditions where handouts are made."""
    app.add_node(condition)
    app.add_post_transform(KeepConditions)


class KeepConditions(SphinxPostTransform):
    """Hides the conditions of a document from Sphinx, which would decide them."""

    # Before Sphinx does (50).
    default_priority = 49
    formats = ("typst",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the conditions of the document."""
        for node in list(self.document.findall(addnodes.only)):
            kept = condition("", *node.children, **node.attributes)
            kept["tags"] = sorted(tags_of(self.env))
            _replace(node, kept)


def decide_conditions(doctree: nodes.document, more: Iterable[str]) -> None:
    """Leave of a resolved doctree what stands in it where the tags `more` are set, too."""
    found = list(doctree.findall(condition))
    for node in found:
        _replace(node, addnodes.only("", *node.children, **node.attributes))
    if found:
        process_only_nodes(doctree, tags_with(found[0]["tags"], more))


def tags_with(tags: Iterable[str], more: Iterable[str]) -> Tags:
    """Return the tags of a build and those of a handout."""
    return Tags({*tags, *more})


def holds(node: nodes.Node, tags: Tags) -> bool:
    """Return whether what stands around a node lets it stand under `tags`."""
    above: nodes.Node | None = node.parent
    while above is not None:
        if isinstance(above, addnodes.only) and not _is_true(above["expr"], tags):
            return False
        above = above.parent
    return True


def _is_true(expression: str, tags: Tags) -> bool:
    try:
        return tags.eval_condition(expression)
    except Exception:
        return True


def _replace(node: nodes.Element, other: nodes.Element) -> None:
    other.source, other.line = node.source, node.line
    node.parent.replace(node, other)
