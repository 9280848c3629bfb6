"""What all pages are made with: scripts, style sheets and templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sphinx
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from diglot.sphinxext.compat.sphinx import package_of

# Templates get the builder's own lists under these names.
_LISTS = ("script_files", "css_files")


class CommonAssets:
    """What an application has registered before its first page.

    A page may add more for itself alone (in the event html-page-context). Sphinx, which prepares
    once for all pages, would take those for common when it prepares again.
    """

    def __init__(self, app: Sphinx) -> None:
        lists: list[list[Any]] = [app.registry.css_files, app.registry.js_files]
        self._registered = [(files, list(files)) for files in lists]

    def note(self, context: dict[str, Any]) -> None:
        """Note the lists in what a builder has just prepared for its templates."""
        self._registered += [(context[name], list(context[name])) for name in _LISTS]

    def forget_others(self) -> None:
        """Take out what single pages have added."""
        for files, common in self._registered:
            files[:] = common


def finish_theme(app: Sphinx) -> None:
    """Let the theme's own package finish static files, as Furo does once a build is through.

    So do the packages of the themes that it is made of, but not Sphinx, whose extensions do more.
    """
    assert isinstance(app.builder, StandaloneHTMLBuilder)  # noqa: S101 - what makes pages is one
    own = Path(sphinx.__file__).parent
    folders = [Path(folder) for folder in app.builder.theme.get_theme_dirs()]
    for listener in app.events.listeners["build-finished"]:
        package = package_of(listener.handler)
        if package and package != own and any(folder.is_relative_to(package) for folder in folders):
            listener.handler(app, None)


def forget_templates(builder: StandaloneHTMLBuilder) -> None:
    """Have templates loaded again, which do not change while a build runs."""
    # A project may have a template bridge of its own, which need not be Jinja.
    environment: Any = getattr(builder.templates, "environment", None)
    if environment is not None and environment.cache is not None:
        environment.cache.clear()
