"""The languages of a project as conf.py states them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sphinx.config import Config

from diglot.core import languages as core
from diglot.core.i18n import _
from diglot.core.language import Language, language
from diglot.core.languages import Languages
from diglot.core.locales import tags_in
from diglot.sphinxext.compat.settings import stated_settings
from diglot.sphinxext.config.language_tags import is_tag, wrong_tag
from diglot.sphinxext.config.values import Fault

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Cached, because every page of a build needs them.
_languages: WeakKeyDictionary[Config, Languages] = WeakKeyDictionary()


def languages_of(config: Config, srcdir: Path) -> Languages:
    """Return the languages of a project.

    Without ``diglot_languages`` they are the ``language`` of conf.py and every language that has
    a folder of catalogs. Raises DiglotError if ``diglot_partner`` is not one of the targets.
    """
    languages = _languages.get(config)
    if languages is None:
        languages = core.languages_of(_stated_languages(config, srcdir), config.diglot_partner)
        _languages[config] = languages
    return languages


def current_language(app: Sphinx) -> Language:
    """Return the language of this build, with the name that conf.py gives it."""
    tag = app.config.language
    return languages_of(app.config, Path(app.srcdir)).get(tag) or language(tag)


def locale_folders(config: Config, srcdir: Path) -> tuple[Path, ...]:
    """Return the folders of catalogs that ``locale_dirs`` names, in order of precedence."""
    return tuple(srcdir / folder for folder in config.locale_dirs)


def _stated_languages(config: Config, srcdir: Path) -> tuple[Language, ...]:
    declared = config.diglot_languages
    if not declared:
        # Not config.language: `-D language=…` overrides it.
        source = str(stated_settings(config).get("language") or "en")
        tags = dict.fromkeys([source, *tags_in(locale_folders(config, srcdir))])
        return tuple(map(language, tags))
    names: Mapping[str, str | None] = (
        declared if isinstance(declared, dict) else dict.fromkeys(declared)
    )
    return tuple(language(tag, name) for tag, name in names.items())


def source_faults(config: Config) -> Iterator[tuple[str, Fault]]:
    """Yield (the setting, what is wrong) where ``language`` and ``diglot_languages`` disagree."""
    declared = list(config.diglot_languages)
    source = stated_settings(config).get("language")
    if not declared or not source or source == declared[0]:
        return
    if not is_tag(source):
        yield "language", Fault(*wrong_tag(source))
    elif source not in declared:
        yield (
            "diglot_languages",
            Fault(
                _("it leaves out {language!r}, in which the sources are written", language=source),
                _(
                    "put it first: diglot_languages = {languages}, or correct `language`",
                    languages=[source, *declared],
                ),
            ),
        )
    else:
        yield (
            "diglot_languages",
            Fault(
                _(
                    "its first language is {first!r}, and the sources are in {source!r}",
                    first=declared[0],
                    source=source,
                ),
                _("put the language of the sources first, or correct `language`"),
                declared[0],
            ),
        )


def unknown_languages(config: Config, srcdir: Path) -> tuple[tuple[str, Path | None], ...]:
    """Return the tags that are no languages, each with its folder of catalogs or None.

    Without a folder, it is ``language`` in conf.py.
    """
    if config.diglot_languages:
        return ()  # refused there
    source = stated_settings(config).get("language")
    folders = [
        (tag, folder / tag)
        for folder in locale_folders(config, srcdir)
        for tag in tags_in([folder])
        if not is_tag(tag)
    ]
    return (((str(source), None),) if source and not is_tag(source) else ()) + tuple(folders)
