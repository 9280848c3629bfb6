"""Handouts: from resolved doctrees to Typst sources to PDFs."""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.typst.build.builder import TypstBuilder


def register(app: Sphinx) -> None:
    """Add the builder `typst`."""
    app.add_builder(TypstBuilder)
