"""The catalogs that themes bring with them, for a language that is not the one of the build."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

_FOLDERS = ("", "static", "..", "../..")
"""Where a theme has a folder `locale` or `locales`, from the folder of its templates."""


@cache
def theme_catalog(folders: tuple[Path, ...], catalog: str, tag: str) -> NullTranslations:
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
