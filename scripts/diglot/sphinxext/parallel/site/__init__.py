"""The parallel-text site: two languages side by side, block by block.

The builder ``parallelhtml`` is Sphinx's own of HTML pages, fed with documents that were woven
out of two; what the two halves of a pair look like is the style sheet's business.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.parallel.site import builder, halves, index, pages, search

# In the order in which they are set up; each has a `register(app)`.
_ROOMS = (halves, builder, pages, index, search)


def register(app: Sphinx) -> None:
    """Register every room of the parallel site."""
    for room in _ROOMS:
        room.register(app)
