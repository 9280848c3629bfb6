"""Classes for what a style sheet cannot see: which emphasis is Latin, which code is long."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from diglot.sphinxext.transforms.soft_breaks import is_wide

LATIN = "diglot-latin"
LONG = "diglot-long"

_LINE = 24
"""As many letters of code as fit on a line wherever text stands, on a telephone, too."""


def register(app: Sphinx) -> None:
    """Mark Latin emphases and long code on pages."""
    app.add_post_transform(MarkLatinEmphasis)
    app.add_post_transform(MarkLongCode)


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


class MarkLongCode(SphinxPostTransform):
    """Give code the class that lets its words break, where one of them is longer than a line.

    All others stay whole: browsers would break an option after its dashes. A 汉字 is as wide as two
    letters.
    """

    default_priority = 410
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Walk over all code in lines."""
        for node in self.document.findall(nodes.literal):
            if any(len(word) + sum(map(is_wide, word)) > _LINE for word in node.astext().split()):
                node["classes"].append(LONG)
