"""Caches around public calls, which a build makes again and again with the same answer.

What comes out is the same with and without. ``diglot_caching = False`` turns all of them off.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from diglot.sphinxext.caching import asset_tags, titles


def register(app: Sphinx) -> None:
    """Cache what belongs to one build; `calls` are for processes that are diglot's own."""
    titles.register(app)
    asset_tags.register(app)
