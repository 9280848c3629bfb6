"""The parallel-text site: two languages side by side, block by block.

The builder ``parallelhtml`` is Sphinx's own of HTML pages, fed with documents that were merged
out of two; the style sheet decides what the two sides of a pair look like.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.parallel.html import builder, index, pages, search, theme_texts
from diglot.sphinxext.parallel.pages import sides

# In the order in which they are set up; each has a `register(app)`.
_MODULES = (sides, builder, pages, index, search, theme_texts)


def register(app: Sphinx) -> None:
    """Register every module of the parallel site."""
    for module in _MODULES:
        module.register(app)
