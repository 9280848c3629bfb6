"""The web sites: everything diglot adds to Sphinx's HTML pages, on Furo and beside other themes."""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.site import (
    addresses,
    assets,
    chrome,
    finish,
    formulas,
    handouts,
    head,
    navigation,
    progress_page,
    switcher,
    templates,
    typography,
    untranslated,
)

# In the order in which they touch a page; each has a `register(app)`.
_ROOMS = (
    chrome,
    addresses,
    templates,
    assets,
    switcher,
    navigation,
    handouts,
    typography,
    untranslated,
    progress_page,
    head,
    formulas,
    finish,
)


def register(app: Sphinx) -> None:
    """Register every room of the sites."""
    for room in _ROOMS:
        room.register(app)
