"""Lines for nodes that MyST leaves without one, so that warnings can name them."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform


class LinesOfImages(SphinxTransform):
    """An image inside a paragraph stands on that paragraph's line."""

    # After Sphinx's workaround (10), which sets the line of an image to 0, and before it
    # collects the images (880), which is when it warns of missing ones.
    default_priority = 11

    def apply(self, **_kwargs: Any) -> None:
        """Give each image without a line the line of the block around it."""
        for image in self.document.findall(nodes.image):
            around: nodes.Element | None = image.parent
            while not image.line and around is not None:
                image.line = around.line
                around = around.parent


def register(app: Sphinx) -> None:
    """Add the transform."""
    app.add_transform(LinesOfImages)
