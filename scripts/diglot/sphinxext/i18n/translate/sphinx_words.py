"""Words that Sphinx or one of its extensions puts into a document, in the language of the build.

Their translations are in Sphinx's own catalogs. A message of the project's would never apply: in a
build of another language, the words are no longer those of the message.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _
from sphinx.transforms import SphinxTransform

from diglot.sphinxext.transforms import priorities
from diglot.sphinxext.transforms.descendants import nodes_of

# There where `sphinx.ext.napoleon` is loaded.
_SETTING_OF_NAPOLEON = "napoleon_google_docstring"
# The heads of `sphinx.ext.napoleon.docstring` that are in Sphinx's catalogs.
_NAPOLEON_HEADS = (
    "Example",
    "Examples",
    "Keyword Arguments",
    "Notes",
    "Other Parameters",
    "Parameters",
    "Receives",
    "References",
    "Warns",
    "Yields",
)


class LeaveToSphinx(SphinxTransform):
    """Marks what Sphinx itself has translated as not translatable.

    These are the names of the fields of functions and classes, the titles that extensions give to
    boxes (``sphinx.ext.todo``) and the heads that napoleon makes of those in docstrings.
    """

    default_priority = priorities.LEAVE_TO_SPHINX

    def apply(self, **_kwargs: Any) -> None:
        """Mark the words of the document."""
        names = [
            name
            for name in nodes_of(self.document, nodes.field_name)
            if _is_of_an_object(name) and _is_made(name)
        ]
        # Few documents have any, and the labels of all domains are many.
        labels = self._field_labels() if names else set()
        for name in names:
            if name.astext() in labels:
                name["translatable"] = False
        for title in self.document.findall(nodes.title):
            if isinstance(title.parent, nodes.Admonition) and _is_made(title):
                title["translatable"] = False
        if _SETTING_OF_NAPOLEON in self.config:
            heads = {_(head) for head in _NAPOLEON_HEADS}
            for kind in (nodes.rubric, nodes.field_name):
                for node in self.document.findall(kind):
                    if node.astext() in heads and _is_in_docstring(node):
                        node["translatable"] = False

    def _field_labels(self) -> set[str]:
        """Return the names of the fields that the domains make, in the language of the build."""
        return {
            str(field.label)
            for domain in self.env.domains.values()
            for directive in domain.directives.values()
            for field in getattr(directive, "doc_field_types", ())
        }


def _is_made(node: nodes.TextElement) -> bool:
    """Whether a node was made by a program: what was written has a source text."""
    return not node.rawsource


def _is_of_an_object(node: nodes.Element) -> bool:
    parent: nodes.Element | None = node.parent
    while parent is not None:
        if isinstance(parent, addnodes.desc_content):
            return True
        parent = parent.parent
    return False


def _is_in_docstring(node: nodes.Element) -> bool:
    # What comes from a field's name has the place of the node around it.
    here: nodes.Node | None = node
    while here is not None and not here.source:
        here = here.parent
    return here is not None and ":docstring of " in str(here.source)
