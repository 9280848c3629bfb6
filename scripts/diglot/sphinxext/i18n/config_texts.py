"""The texts of conf.py in the language of the build, translated by the catalog ``conf.po``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.sphinxext.compat.settings import stated_settings
from diglot.sphinxext.i18n.lookup import Translations, translations_in
from diglot.sphinxext.i18n.words import is_inline
from diglot.sphinxext.safety.judges import judges_of

DOMAIN = "conf"

_OF_A_HANDOUT = (
    ("title",),
    ("subtitle",),
    ("event",),
    ("event", "*"),
    ("date",),
    ("logo", "*"),
    ("sponsors",),
    ("licence",),
    ("colophon",),
    ("authors",),
    ("authors", "*"),
)
# The settings whose texts readers see, each as a path of keys; "*" stands for every key or item.
_VISIBLE = (
    ("project",),
    ("author",),
    ("html_title",),
    ("html_short_title",),
    ("copyright",),
    ("copyright", "*"),
    ("numfig_format", "*"),
    ("html_theme_options", "announcement"),
    ("html_theme_options", "light_logo_alt"),
    ("myst_substitutions", "*"),
    *(
        (*handout, *path)
        for handout in (("diglot_handouts_defaults",), ("diglot_handouts", "*"))
        for path in _OF_A_HANDOUT
    ),
)
# Settings that Sphinx itself shows on pages; the others are translated where diglot shows them.
_TRANSLATED_AT_START = (
    "project",
    "author",
    "html_title",
    "html_short_title",
    "copyright",
    "numfig_format",
)


def register(app: Sphinx) -> None:
    """Translate the texts of conf.py when a build starts."""
    # Sphinx inserts the year into `copyright` at 795; catalogs have the text without it.
    app.connect("config-inited", _translate_settings, priority=300)


def config_text(app: Sphinx, text: str) -> str:
    """Return a text of conf.py in the language of the build, or as it is without a translation."""
    return text_in(app.config, Path(app.srcdir), text)


def text_in(config: Config, srcdir: Path, text: str) -> str:
    """Return a text of conf.py in the language of `config`, or as it is without a translation."""
    return conf_translations(config, srcdir).translate(text)


def conf_translations(config: Config, srcdir: Path) -> Translations:
    """Return the translations of conf.py's texts, but those that do more than their source."""
    return translations_in(DOMAIN, config, srcdir).judged(judges_of(config).of_page_texts())


def conf_messages(config: Config) -> Iterator[str]:
    """Yield the texts of conf.py that readers see, in the source language and each only once."""
    stated = stated_settings(config)
    seen: set[str] = set()
    for path in _VISIBLE:
        for text in _values_at(stated.get(path[0]), path[1:]):
            if is_inline(text) and text not in seen:
                seen.add(text)
                yield text


def _translate_settings(app: Sphinx, config: Config) -> None:
    translations = conf_translations(config, Path(app.srcdir))
    if not translations.paths:
        return
    replace(translations, warns=True).unsafe()  # names them once; they are asked for often
    for name in _TRANSLATED_AT_START:
        value = config.values and getattr(config, name, None)
        if value:
            setattr(config, name, _translated(value, translations))
    announcement = config.html_theme_options.get("announcement")
    if isinstance(announcement, str):
        options = dict(config.html_theme_options)
        options["announcement"] = translations.translate(announcement)
        config.html_theme_options = options


def _translated(value: Any, translations: Translations) -> Any:
    """Return a setting with every text in it translated, also inside of lists and mappings."""
    if isinstance(value, str):
        return translations.translate(value)
    if isinstance(value, dict):
        return {key: _translated(item, translations) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_translated(item, translations) for item in value)
    return value


def _values_at(value: Any, path: tuple[str, ...]) -> Iterator[Any]:
    """Yield what a path of keys leads to inside of a setting; nothing where it leads nowhere."""
    if not path:
        yield value
    elif path[0] == "*":
        if isinstance(value, dict):
            value = value.values()
        for item in value if not isinstance(value, str | None) else ():
            yield from _values_at(item, path[1:])
    elif isinstance(value, dict):
        yield from _values_at(value.get(path[0]), path[1:])
