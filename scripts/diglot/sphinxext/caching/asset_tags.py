"""The tags of style sheets and scripts, which all pages of a folder have alike.

For each tag Sphinx follows the links on the way to the file, to name a checksum of it.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable
from typing import Any

from sphinx.application import Sphinx

_TAGS = ("css_tag", "js_tag")


def register(app: Sphinx) -> None:
    """Remember tags after Sphinx has offered its functions to a page's template (500)."""
    tags = _Tags()
    app.connect("builder-inited", tags.forget)
    app.connect("html-page-context", tags.remember, priority=501)


class _Tags:
    """The tags of one build, by the folder of the page and all that they were made of."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], str] = {}

    def forget(self, _app: Sphinx) -> None:
        """Make all tags anew in the next build of this process."""
        self._known = {}

    def remember(
        self, app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
    ) -> None:
        """Let the functions of a page's template answer from memory."""
        if not app.config.diglot_caching:
            return
        folder = posixpath.dirname(app.builder.get_target_uri(page))
        for name in _TAGS:
            if name in context:
                context[name] = self._remembering(name, folder, context[name])

    def _remembering(
        self, name: str, folder: str, make: Callable[[Any], str]
    ) -> Callable[[Any], str]:
        def tag(asset: Any) -> str:
            # A theme may ask for a file by its name, as old templates do.
            attributes = getattr(asset, "attributes", None)
            filename = getattr(asset, "filename", None)
            if attributes is None or filename is None:
                return make(asset)
            key = (name, folder, os.fspath(filename), *attributes.items())
            if key not in self._known:
                self._known[key] = make(asset)
            return self._known[key]

        return tag
