"""The web sites: everything diglot adds to Sphinx's HTML pages, on Furo and beside other themes."""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.site import (
    assets,
    chrome,
    facts,
    formulas,
    handouts,
    switcher,
    templates,
)

# In the order in which they touch a page; each has a `register(app)`.
_ROOMS = (
    chrome,
    templates,
    assets,
    facts,
    switcher,
    handouts,
    formulas,
)


def register(app: Sphinx) -> None:
    """Register every room of the sites."""
    for room in _ROOMS:
        room.register(app)
