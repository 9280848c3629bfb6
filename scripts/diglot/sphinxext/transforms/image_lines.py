"""Line numbers for images, so that warnings about them can name a line."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from diglot.sphinxext.transforms.descendants import nodes_of


class SetImageLines(SphinxTransform):
    """Gives an image that MyST left without a line number the one of the block around it."""

    # After Sphinx has set the line of images to 0 (10); before it collects images and warns of
    # missing ones (880).
    default_priority = 11

    def apply(self, **_kwargs: Any) -> None:
        """Set the lines of the document's images."""
        for image in nodes_of(self.document, nodes.image):
            parent: nodes.Element | None = image.parent
            while not image.line and parent is not None:
                image.line = parent.line
                parent = parent.parent


def register(app: Sphinx) -> None:
    """Add the transform."""
    app.add_transform(SetImageLines)
