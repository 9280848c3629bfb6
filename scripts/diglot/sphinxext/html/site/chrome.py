"""The words around the text: labels and titles of Sphinx, Furo and diglot in the page's language.

One catalog a language, `locale/<language>.po`, is the fallback of Sphinx's own translator: what
Sphinx or the project (through a ``sphinx.po`` in its `locale_dirs`) translates stays as it is, and
our catalog fills the gaps. So templates and code translate every text with ``_()``, as usual.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx import package_dir
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import get_translator

_CATALOGS = Path(__file__).parent / "locale"

# Tags that do not lead to the catalog their readers can read.
_NEAREST = {
    "zh": "zh_CN",
    "zh_Hans": "zh_CN",
    "zh_Hant": "zh_TW",
    "zh_HK": "zh_TW",
    "zh_MO": "zh_TW",
    "zh_SG": "zh_CN",
}


def register(app: Sphinx) -> None:
    """Let Sphinx's translator fall back on our catalog."""
    app.connect("config-inited", _add_catalogs)


def catalog_of(language: str) -> Path | None:
    """Return the catalog that serves a language, given as Sphinx's tag; None if there is none."""
    names = (language, _NEAREST.get(language, language), language.partition("_")[0])
    paths = (_CATALOGS / f"{name}.po" for name in names)
    return next((path for path in paths if path.is_file()), None)


def read_catalog(path: Path) -> gettext.GNUTranslations:
    """Return the translations of a catalog, a new object each time: fallbacks get some, too."""
    return gettext.GNUTranslations(BytesIO(_compiled(path)))


@cache
def _compiled(path: Path) -> bytes:
    """Compile a catalog in memory, so that no compiled copy can go stale."""
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=path.stem))
    return compiled.getvalue()


def translator_for(language: str, srcdir: Path, locale_dirs: Iterable[str]) -> NullTranslations:
    """Return Sphinx's translator of a build in `language` (Sphinx's tag), with our catalog.

    `locale_dirs` are the project's, which may have a ``sphinx.mo`` of its own.
    """
    tags = dict.fromkeys((language, _NEAREST.get(language, language)))
    translator = NullTranslations()
    for folder in (*(srcdir / name for name in locale_dirs), package_dir / "locale"):
        for tag in tags:
            translator.add_fallback(gettext.translation("sphinx", folder, [tag], fallback=True))
    path = catalog_of(language)
    if path is not None:
        translator.add_fallback(read_catalog(path))
    return translator


def _add_catalogs(_app: Sphinx, config: Config) -> None:
    path = catalog_of(config.language)
    if path is None:
        return
    translator = get_translator()
    if path.stem != config.language:
        # Sphinx looked for its own catalog under the tag alone, and found none.
        sphinx_catalogs = package_dir / "locale"
        translator.add_fallback(gettext.translation("sphinx", sphinx_catalogs, [path.stem]))
    translator.add_fallback(read_catalog(path))
