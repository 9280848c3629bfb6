"""The names of pictures as their files have them, where MyST has percent-encoded them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from diglot.sphinxext.transforms.descendants import nodes_of


class DecodeImageNames(SphinxTransform):
    """Gives an image the path that its source has: ``图.png``, and not ``%E5%9B%BE.png``.

    markdown-it encodes all paths, and Sphinx looks for files by what it gets.
    """

    # After all translations are in; before Sphinx collects images (880).
    default_priority = 870

    def apply(self, **_kwargs: Any) -> None:
        """Decode the paths of the document's images that are no files as they stand."""
        for image in nodes_of(self.document, nodes.image):
            path = str(image["uri"])
            if "%" in path and ":" not in path and not self._is_file(path):
                image["uri"] = unquote(path)

    def _is_file(self, path: str) -> bool:
        return Path(self.env.relfn2path(path, self.env.docname)[1]).is_file()


def register(app: Sphinx) -> None:
    """Add the transform."""
    app.add_transform(DecodeImageNames)
