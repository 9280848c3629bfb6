"""Boxes that themes put around tables and formulas: only what is inside has the id."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from diglot.sphinxext.transforms.descendants import nodes_of


def register(app: Sphinx) -> None:
    """Make ids unique on pages."""
    app.add_post_transform(UniqueIds)


class UniqueIds(SphinxPostTransform):
    """Take the ids from a container whose only child has them, too.

    Furo and shibuya copy the attributes of what they wrap. An id that stands twice is no HTML
    (https://html.spec.whatwg.org/#the-id-attribute).
    """

    # After the themes have wrapped (500).
    default_priority = 900
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Walk over all containers."""
        for box in nodes_of(self.document, nodes.container):
            if len(box) == 1 and isinstance(inside := box[0], nodes.Element):
                box["ids"] = [name for name in box["ids"] if name not in inside["ids"]]
