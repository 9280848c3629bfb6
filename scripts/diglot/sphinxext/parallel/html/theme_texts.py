"""The words of themes that have catalogs of their own, in both languages.

Templates translate by a function that the theme has made of its catalog for the language of the
build (https://www.sphinx-doc.org/en/master/extdev/i18n.html). Sphinx's own words and ours, and
those that a theme adds to Sphinx's, are `ParallelHTMLBuilder.translators`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from diglot.sphinxext.compat.sphinx import catalog_of
from diglot.sphinxext.parallel.html.bilingual import both
from diglot.sphinxext.parallel.html.builder import ParallelHTMLBuilder
from diglot.sphinxext.parallel.html.theme_catalogs import theme_catalog


def register(app: Sphinx) -> None:
    """Let the functions of themes translate into both languages."""
    # After themes have given them to the page.
    app.connect("html-page-context", _translate, priority=900)


def _translate(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    builder = app.builder
    if not isinstance(builder, ParallelHTMLBuilder):
        return
    folders = tuple(map(Path, builder.theme.get_theme_dirs()))
    for name, value in context.items():
        if catalog := catalog_of(value):
            target = theme_catalog(folders, catalog, builder.partner.language.tag)
            context[name] = _in_both(value, target.gettext)


def _in_both(
    translate: Callable[[str], str], into_target: Callable[[str], str]
) -> Callable[[str], str]:
    return lambda message: both(translate(message), into_target(message))
