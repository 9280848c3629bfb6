"""The languages of a project as conf.py states them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from diglot.core import languages as core
from diglot.core.errors import DiglotError
from diglot.core.language import Language, language
from diglot.core.languages import Languages
from diglot.core.locales import tags_in
from diglot.sphinxext.compat.sphinx import stated_settings

# Cached, because every page of a build needs them.
_languages: WeakKeyDictionary[Config, Languages] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Refuse a configuration with an impossible partner, before anything else needs it."""
    app.connect("config-inited", _check, priority=100)


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


def _check(app: Sphinx, config: Config) -> None:
    try:
        languages_of(config, Path(app.srcdir))
    except DiglotError as error:
        raise ConfigError(f"{error.message}\n  next: {error.hint}") from error
