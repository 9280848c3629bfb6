"""A class for what a style sheet cannot see: which emphasis is Latin and may be slanted."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from diglot.sphinxext.transforms.soft_breaks import is_wide

LATIN = "diglot-latin"


def register(app: Sphinx) -> None:
    """Mark Latin emphases on pages."""
    app.add_post_transform(MarkLatinEmphasis)


class MarkLatinEmphasis(SphinxPostTransform):
    """Give an emphasis without a 汉字 the class that keeps it italic on a Chinese page.

    Chinese is not slanted: its emphasis has dots (着重号), which Latin does not.
    """

    default_priority = 410
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Walk over all emphases."""
        for node in self.document.findall(nodes.emphasis):
            if not any(map(is_wide, node.astext())):
                node["classes"].append(LATIN)
