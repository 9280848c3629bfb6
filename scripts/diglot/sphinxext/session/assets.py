"""The scripts and style sheets that all pages have, apart from those of single pages."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

# Templates get the builder's own lists under these names.
_LISTS = ("script_files", "css_files")


class CommonAssets:
    """What an application has registered before its first page.

    A page may add more for itself alone (in the event html-page-context). Sphinx, which prepares
    once for all pages, would take those for common when it prepares again.
    """

    def __init__(self, app: Sphinx) -> None:
        self._registered = [
            (files, list(files)) for files in (app.registry.css_files, app.registry.js_files)
        ]

    def note(self, context: dict[str, Any]) -> None:
        """Note the lists in what a builder has just prepared for its templates."""
        self._registered += [(context[name], list(context[name])) for name in _LISTS]

    def forget_others(self) -> None:
        """Take out what single pages have added."""
        for files, common in self._registered:
            files[:] = common
