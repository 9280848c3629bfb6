"""The languages that conf.py names, in the model of `diglot.core.languages`."""

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

# Every page of a build asks for them.
_known: WeakKeyDictionary[Config, Languages] = WeakKeyDictionary()


def register(app: Sphinx) -> None:
    """Refuse a configuration whose languages make no sense, before anything else asks for them."""
    app.connect("config-inited", _check, priority=100)


def languages_of(config: Config, srcdir: Path) -> Languages:
    """Return the languages of a project.

    Without ``diglot_languages`` these are conf.py's own `language` and every language that has
    a folder of catalogs. Raises DiglotError where ``diglot_partner`` is no target.
    """
    languages = _known.get(config)
    if languages is None:
        languages = core.languages_of(_named(config, srcdir), config.diglot_partner)
        _known[config] = languages
    return languages


def current_language(app: Sphinx) -> Language:
    """Return the language of this build under the name that its readers see."""
    tag = app.config.language
    return languages_of(app.config, Path(app.srcdir)).get(tag) or language(tag)


def locale_folders(config: Config, srcdir: Path) -> tuple[Path, ...]:
    """Return the folders of catalogs that ``locale_dirs`` names, in order of precedence."""
    return tuple(srcdir / folder for folder in config.locale_dirs)


def _named(config: Config, srcdir: Path) -> tuple[Language, ...]:
    declared = config.diglot_languages
    if not declared:
        # `-D language=…` hides what conf.py says.
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
