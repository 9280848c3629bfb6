"""The web sites: everything diglot adds to Sphinx's HTML pages, on Furo and beside other themes."""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.html import patches
from diglot.sphinxext.html.site import (
    addresses,
    assets,
    attributions,
    documents,
    excluded_links,
    finish,
    formulas,
    handouts,
    head,
    known_breaks,
    late_faces,
    passages,
    progress_page,
    script_files,
    sound_markup,
    switcher,
    template_patches,
    text_cells,
    title_breaks,
    typography,
    untranslated,
    wrappers,
)

# In the order in which they touch a page; each has a `register(app)`.
_MODULES = (
    addresses,
    documents,
    excluded_links,
    patches,
    template_patches,
    assets,
    late_faces,
    switcher,
    handouts,
    typography,
    passages,
    wrappers,
    sound_markup,
    attributions,
    text_cells,
    known_breaks,
    title_breaks,
    untranslated,
    progress_page,
    head,
    formulas,
    script_files,
    finish,
)


def register(app: Sphinx) -> None:
    """Register every module of the sites."""
    for module in _MODULES:
        module.register(app)
