"""Handouts in two languages: the builder ``typst`` makes these readings, too."""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.parallel.typst.builder import EveryReadingBuilder


def register(app: Sphinx) -> None:
    """Take the place of the builder that makes handouts in one language only."""
    app.add_builder(EveryReadingBuilder, override=True)
