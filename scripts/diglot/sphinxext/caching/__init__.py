"""Caches around public functions that a build calls again and again with the same arguments.

They do not change the output. ``diglot_caching = False`` turns all of them off.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.caching import asset_tags, titles


def register(app: Sphinx) -> None:
    """Cache titles and tags in every build; the module `calls` is for the `diglot` command only."""
    titles.register(app)
    asset_tags.register(app)
