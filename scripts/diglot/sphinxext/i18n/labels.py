"""The words around the text: labels and titles of Sphinx, Furo and diglot in the page's language.

One catalog a language, `locale/<language>.po`, stands in Sphinx's own translator: after the project
(a ``sphinx.po`` in its `locale_dirs`), before Sphinx's catalogs, which have gaps, old words and
half-width signs. So templates and code translate every text with ``_()``, as usual.
`locale/labels.pot` has the messages that every catalog needs; a new language is a new catalog.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx import package_dir
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains.changeset import versionlabels
from sphinx.locale import translators

from diglot.core.language import Language, language

_CATALOGS = Path(__file__).parent / "locale"
_SPHINX = package_dir / "locale"

# The regions and the script whose readers of Chinese read traditional characters.
_TRADITIONAL = frozenset({"Hant", "TW", "HK", "MO"})

# Languages with no other name in Chinese: Esperanto (世界语) and its like, Cantonese (粤语).
_ALWAYS_SPOKEN = frozenset({"eo", "ia", "ie", "io", "vo", "yue"})

_LISTINGS = {"zh_CN": "代码 %s", "zh_TW": "程式碼 %s"}
"""What listings are called, by the catalog that serves a language."""


def register(app: Sphinx) -> None:
    """Put our catalog into Sphinx's translator."""
    # Before unsafe translations are taken out (priority 290), and anything asks the translator.
    app.connect("config-inited", _add_catalogs, priority=280)
    # Before Sphinx fills in what conf.py leaves open.
    app.connect("config-inited", lambda _app, config: set_chinese_forms(config), priority=700)


def catalog_of(language: str) -> Path | None:
    """Return the catalog that serves a language, given as Sphinx's tag; None if there is none.

    A region without a catalog of its own gets that of its language (``fr_CA``: ``fr``), or that of
    another region (``pt``: ``pt_BR``), Chinese the one in its script (``zh_HK``: ``zh_TW``).
    """
    return nearest_catalog(language, _CATALOGS)


def nearest_catalog(language: str, folder: Path) -> Path | None:
    """Return the catalog in a folder, `<tag>.po`, that serves a language as `catalog_of` says."""
    return next((path for path in _candidates(language, folder) if path.is_file()), None)


def _candidates(tag: str, folder: Path) -> Iterator[Path]:
    base, *parts = tag.split("_")
    names = [tag, base]
    if base == "zh":
        is_traditional = "Hans" not in parts and not _TRADITIONAL.isdisjoint(parts)
        names.insert(1, "zh_TW" if is_traditional else "zh_CN")
    yield from (folder / f"{name}.po" for name in names)
    yield from sorted(folder.glob(f"{base}_*.po"))


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


def compile_catalogs(languages: Iterable[str]) -> None:
    """Compile the catalogs that serve these languages, for this process and those it forks."""
    for path in filter(None, map(catalog_of, languages)):
        _compiled(path)


class LabelTranslations(NullTranslations):
    """Several catalogs, one after the other.

    It is a class of its own, because `sphinx.locale.init` drops a plain `NullTranslations` when a
    theme adds its words.
    """


def translator_for(language: str, srcdir: Path, locale_dirs: Iterable[str]) -> NullTranslations:
    """Return Sphinx's translator of a build in `language` (Sphinx's tag), with our catalog.

    `locale_dirs` are the project's, which may have a ``sphinx.mo`` of its own.
    """
    path = catalog_of(language)
    tags = dict.fromkeys((language, path.stem if path else language))
    translator = LabelTranslations()
    for folder in (srcdir / name for name in locale_dirs):
        for tag in tags:
            translator.add_fallback(_sphinx_catalog(folder, tag))
    if path is None or (path.stem != language and (_SPHINX / language).is_dir()):
        # Our catalog, if any, is of another region; what Sphinx has is of this one.
        translator.add_fallback(_sphinx_catalog(_SPHINX, language))
    if path is not None:
        translator.add_fallback(read_catalog(path))
        translator.add_fallback(_sphinx_catalog(_SPHINX, path.stem))
    return translator


def _sphinx_catalog(folder: Path, tag: str) -> NullTranslations:
    return gettext.translation("sphinx", folder, [tag], fallback=True)


def name_in(named: Language, reader: str) -> str:
    """Return what a language is called in sentences of another one, given as Sphinx's tag.

    That is the name in Unicode's CLDR, unless conf.py gives the language a name of its own. What is
    written in English is 英文 in Chinese, where CLDR has 英语, the language that is spoken.
    """
    if named.name != language(named.tag).name:
        return named.name
    try:
        names = Locale.parse(reader).languages
    except (UnknownLocaleError, ValueError):
        return named.name
    found = next((names[key] for key in _keys(named.tag) if key in names), named.name)
    is_written = language(reader).is_chinese and named.base not in _ALWAYS_SPOKEN
    return f"{found[:-1]}文" if is_written and found.endswith(("语", "語")) else found


def _keys(tag: str) -> Iterator[str]:
    """Yield what CLDR may call a language by, the most exact first: Chinese goes by its script."""
    base, *parts = tag.split("_")
    yield tag
    if base == "zh" and parts:
        yield "zh_Hans" if _TRADITIONAL.isdisjoint(parts) or "Hans" in parts else "zh_Hant"
    yield base


def _add_catalogs(app: Sphinx, config: Config) -> None:
    if catalog_of(config.language):
        translator = translator_for(config.language, Path(app.srcdir), config.locale_dirs)
        if not isinstance(app.translator, LabelTranslations):
            # Extensions that conf.py lists before, such as a theme, have added words of their own.
            translator.add_fallback(app.translator)
        app.translator = translators["general", "sphinx"] = translator
        _translate_imported_labels(app, translator)


def _translate_imported_labels(app: Sphinx, translator: NullTranslations) -> None:
    """Translate again what Sphinx's domains translated while they were imported.

    Under `sphinx-build` that is before our catalog is there, so that a label which Sphinx lacks is
    a plain English string by now. What is not a string is translated whenever it is used.
    """
    for name, label in versionlabels.items():
        if isinstance(label, str):
            versionlabels[name] = translator.gettext(label)
    for domain in app.registry.domains.values():
        for object_type in domain.object_types.values():
            if isinstance(object_type.lname, str):
                object_type.lname = translator.gettext(object_type.lname)
        for directive in domain.directives.values():
            for field in getattr(directive, "doc_field_types", ()):
                if isinstance(field.label, str):
                    field.label = translator.gettext(field.label)


def set_chinese_forms(config: Config) -> None:
    """Number listings and equations as Chinese books do, unless conf.py says how.

    Sphinx calls listings 列表, the word for lists, and puts numbers in half-width brackets.
    """
    if language(config.language).is_chinese:
        catalog = catalog_of(config.language)
        if catalog and catalog.stem in _LISTINGS:
            # A new object: what conf.py does not set is one default for all applications.
            listing = {"code-block": _LISTINGS[catalog.stem]}
            config.numfig_format = listing | config.numfig_format
        config.math_eqref_format = config.math_eqref_format or "（{number}）"
