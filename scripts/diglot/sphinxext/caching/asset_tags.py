"""A cache of the HTML tags of style sheets and scripts, which are equal for all pages of a folder.

For each tag Sphinx resolves the path of the file and computes a checksum for its address.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx

_TAGS = ("css_tag", "js_tag")


def register(app: Sphinx) -> None:
    """Replace Sphinx's functions in the context of a template after Sphinx has set them (500)."""
    tags = _caches[app] = _Tags()
    app.connect("builder-inited", lambda _app: tags.clear())
    app.connect("html-page-context", tags.add_caches, priority=501)


def forget_tags(app: Sphinx) -> None:
    """Have the tags made again: their files have changed since."""
    if app in _caches:
        _caches[app].clear()


class _Tags:
    """The tags of one build, by the folder of the page and everything else they depend on."""

    def __init__(self) -> None:
        self._tags: dict[tuple[object, ...], str] = {}

    def clear(self) -> None:
        """Remove the tags of an earlier build in this process."""
        self._tags = {}

    def add_caches(
        self, app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Put caches around the functions that a page's template calls."""
        if not app.config.diglot_caching:
            return
        folder = posixpath.dirname(app.builder.get_target_uri(page))
        for name in _TAGS:
            if name in context:
                context[name] = self._cached(name, folder, context[name])

    def _cached(self, name: str, folder: str, make: Callable[[Any], str]) -> Callable[[Any], str]:
        def tag(asset: Any) -> str:
            # Old templates call the function with the name of a file.
            attributes = getattr(asset, "attributes", None)
            filename = getattr(asset, "filename", None)
            if attributes is None or filename is None:
                return make(asset)
            key = (name, folder, os.fspath(filename), *attributes.items())
            if key not in self._tags:
                self._tags[key] = make(asset)
            return self._tags[key]

        return tag


_caches: WeakKeyDictionary[Sphinx, _Tags] = WeakKeyDictionary()
