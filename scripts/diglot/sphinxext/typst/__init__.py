"""Handouts: from resolved doctrees to Typst sources to PDFs."""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.typst.builder import TypstBuilder
from diglot.sphinxext.typst.parallel_builder import ParallelTypstBuilder


def register(app: Sphinx) -> None:
    """Add the builders `typst` and `paralleltypst`."""
    app.add_builder(TypstBuilder)
    app.add_builder(ParallelTypstBuilder)
