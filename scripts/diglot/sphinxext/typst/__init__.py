"""Handouts: from resolved doctrees to Typst sources to PDFs."""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.typst.build.builder import TypstBuilder
from diglot.sphinxext.typst.writer.box_titles import NumberBoxes


def register(app: Sphinx) -> None:
    """Add the builder `typst`."""
    app.add_builder(TypstBuilder)
    app.add_post_transform(NumberBoxes)
