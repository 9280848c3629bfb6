"""The words of themes that have catalogs of their own, in both languages.

Templates translate by a function that the theme has made of its catalog for the language of the
build (https://www.sphinx-doc.org/en/master/extdev/i18n.html). Sphinx's own words and ours are
`ParallelHTMLBuilder.translators`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from diglot.sphinxext.compat.sphinx import catalog_of
from diglot.sphinxext.parallel.html.bilingual import both
from diglot.sphinxext.parallel.html.builder import ParallelHTMLBuilder

_FOLDERS = ("", "static", "..", "../..")
"""Where a theme has a folder `locale` or `locales`, from the folder of its templates."""


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
            target = partner_catalog(folders, catalog, builder.partner.language.tag)
            context[name] = _in_both(value, target.gettext)


@cache
def partner_catalog(folders: tuple[Path, ...], catalog: str, tag: str) -> NullTranslations:
    """Return a catalog that themes, known by the folders of their templates, have for a language.

    One that they do not have leaves messages as they are, which are English as a rule.
    """
    languages = [tag, tag.partition("_")[0]]
    for folder in _locale_dirs(folders):
        found = translation(catalog, folder, languages, fallback=True)
        if type(found) is not NullTranslations:
            return found
    return NullTranslations()


def _locale_dirs(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        for way in _FOLDERS:
            yield from sorted((folder / way).glob("locale*"))


def _in_both(
    translate: Callable[[str], str], into_target: Callable[[str], str]
) -> Callable[[str], str]:
    return lambda message: both(translate(message), into_target(message))
