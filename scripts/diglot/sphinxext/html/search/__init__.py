"""The search of the sites: its data, its page, and the end of Sphinx's own index.

Sphinx's index finds 29 of 100 Chinese queries without a segmenter and 66 with one, and its page
for Chinese fails in Sphinx 9.0 (sphinx #14229). Ours ships the texts of all sections as a script
(which works from disk too) and looks for substrings, so it finds all there is.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.html.search import page, section_cache

_MODULES = (section_cache, page)


def register(app: Sphinx) -> None:
    """Register every module of the search."""
    for module in _MODULES:
        module.register(app)
