"""The navigation of the sites: computed once a language, and accessible."""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.html.navigation import accessible, shared_tree


def register(app: Sphinx) -> None:
    """Register every module of the navigation."""
    shared_tree.register(app)
    accessible.register(app)
