"""The builder ``parallelhtml``: a site in two languages side by side."""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.parallel.site.woven import WovenPagesBuilder
from diglot.sphinxext.site.builders import PARALLEL


class ParallelHTMLBuilder(WovenPagesBuilder):
    """Writes a site whose pages show each block in the source language and in its partner's."""

    name = PARALLEL


def register(app: Sphinx) -> None:
    """Add the builder."""
    app.add_builder(ParallelHTMLBuilder)
