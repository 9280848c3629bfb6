"""The names of messages on the pages of the translator's desk, as classes of their blocks."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from diglot.core.block_names import name_of
from diglot.sphinxext.i18n.translate.code import CODE_WORDS
from diglot.sphinxext.i18n.translate.translatable import translatable_nodes

PREFIX = "diglot-message-"
"""What the class of a block begins with that names its message."""


class NameMessages(SphinxPostTransform):
    """Gives each block that shows a message a class with its name; code may have several.

    It runs before all others: what they make other nodes of is not known for a message any more.
    """

    default_priority = 1

    def run(self, **_kwargs: Any) -> None:
        """Name the messages of the document."""
        for message in list(translatable_nodes(self.document)):
            node, name = message.node, PREFIX + name_of(message.msgid)
            if _is_design_title(node):
                node[:] = [nodes.inline("", "", *node.children, classes=[name])]
            elif not isinstance(node, nodes.meta):
                node["classes"].append(name)
        for code in self.document.findall(nodes.literal_block):
            code["classes"] += [PREFIX + name_of(words) for words in getattr(code, CODE_WORDS, ())]


def _is_design_title(node: nodes.Element) -> bool:
    """Whether of a node only its children are shown: sphinx-design makes other nodes of titles."""
    return "design_component" in node.parent and (
        isinstance(node, nodes.rubric) or not isinstance(node, nodes.Body)
    )
