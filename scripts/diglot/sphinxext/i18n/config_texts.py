"""Texts of conf.py in the language of the build, from the catalog ``conf``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.catalog.entry import State
from diglot.sphinxext.compat.sphinx import stated_settings
from diglot.sphinxext.i18n.lookup import Translations, translations_in
from diglot.sphinxext.i18n.words import is_inline

DOMAIN = "conf"

# The settings that readers see, as a path of keys; "*" stands for every key or item.
_VISIBLE = (
    ("project",),
    ("html_title",),
    ("html_short_title",),
    ("copyright",),
    ("copyright", "*"),
    ("numfig_format", "*"),
    ("html_theme_options", "announcement"),
    ("html_theme_options", "light_logo_alt"),
    ("myst_substitutions", "*"),
    ("diglot_handouts", "*", "title"),
    ("diglot_handouts", "*", "subtitle"),
    ("diglot_handouts", "*", "event"),
    ("diglot_handouts", "*", "event", "*"),
    ("diglot_handouts", "*", "authors"),
    ("diglot_handouts", "*", "authors", "*"),
)
# What Sphinx itself puts on pages; the rest is translated where it is shown.
_APPLIED = ("project", "html_title", "html_short_title", "copyright", "numfig_format")


def register(app: Sphinx) -> None:
    """Show the texts of conf.py in the language of the build."""
    # Before Sphinx writes years into `copyright` (795): catalogs know the text as conf.py has it.
    app.connect("config-inited", _apply, priority=300)


def config_text(app: Sphinx, text: str) -> str:
    """Return the translation of a text that conf.py states, or the text itself."""
    return text_in(app.config, Path(app.srcdir), text)


def text_in(config: Config, srcdir: Path, text: str) -> str:
    """Return a text of conf.py in the language of `config`."""
    return _text(text, conf_translations(config, srcdir))


def conf_translations(config: Config, srcdir: Path) -> Translations:
    """Return the translations of conf.py's texts."""
    return translations_in(DOMAIN, config, srcdir)


def conf_messages(config: Config) -> Iterator[str]:
    """Yield the texts of conf.py that readers see, each once, as conf.py has them."""
    stated = stated_settings(config)
    seen: set[str] = set()
    for path in _VISIBLE:
        for text in _at(stated.get(path[0]), path[1:]):
            if is_inline(text) and text not in seen:
                seen.add(text)
                yield text


def _apply(app: Sphinx, config: Config) -> None:
    translations = conf_translations(config, Path(app.srcdir))
    if not translations.paths:
        return
    for name in _APPLIED:
        value = config.values and getattr(config, name, None)
        if value:
            setattr(config, name, _translated(value, translations))
    announcement = config.html_theme_options.get("announcement")
    if isinstance(announcement, str):
        options = dict(config.html_theme_options)
        options["announcement"] = _text(announcement, translations)
        config.html_theme_options = options


def _translated(value: Any, translations: Translations) -> Any:
    if isinstance(value, str):
        return _text(value, translations)
    if isinstance(value, dict):
        return {key: _translated(each, translations) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_translated(each, translations) for each in value)
    return value


def _text(text: str, translations: Translations) -> str:
    found = translations.find(text)
    return found.text if found and found.state is State.TRANSLATED else text


def _at(value: Any, path: tuple[str, ...]) -> Iterator[Any]:
    if not path:
        yield value
    elif path[0] == "*":
        if isinstance(value, dict):
            value = value.values()
        for each in value if not isinstance(value, str | None) else ():
            yield from _at(each, path[1:])
    elif isinstance(value, dict):
        yield from _at(value.get(path[0]), path[1:])
