"""Images that lie on another host: a book cannot hold them, so it links to them."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform


class LinkRemoteImages(SphinxPostTransform):
    """Put a link with the image's description where the image would stand."""

    # Before Sphinx would download them (100): a build asks no other host for anything.
    default_priority = 90
    builders = ("epub",)

    def run(self, **_kwargs: Any) -> None:
        """Replace every image with the address of another host."""
        for image in list(self.document.findall(nodes.image)):
            if "://" in image["uri"] and not image["uri"].startswith("data:"):
                image.replace_self(_link(image))


def register(app: Sphinx) -> None:
    """Add the transform."""
    app.add_post_transform(LinkRemoteImages)


def _link(image: nodes.image) -> nodes.Node:
    text = image.get("alt") or image["uri"].rpartition("/")[2] or image["uri"]
    around = image.parent
    if isinstance(around, nodes.reference):
        return nodes.Text(text)
    link = nodes.reference("", text, refuri=image["uri"], internal=False)
    # An image may stand as a block, a link may not.
    return link if isinstance(around, nodes.TextElement) else nodes.paragraph("", "", link)
