"""What conf.py need not say: the sites' theme, and the name of a book that names no project."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.compat.settings import stated_settings

_THEME = "furo"
# Who sets one of these has a theme in mind: Sphinx's, where none is named.
_OF_A_THEME = ("html_theme", "html_theme_options", "html_sidebars", "html_style")
# What Sphinx's collector calls a document without a heading.
_NO_TITLE = "<no title>"


def register(app: Sphinx) -> None:
    """Complete the configuration, first as soon as it is read, then by what documents say."""
    app.connect("config-inited", _complete)
    # Before the names of settings and documents are compared with those of earlier builds (900).
    app.connect("env-get-updated", _name_book, priority=100)
    # Sessions whose documents others have read are told so alone.
    app.connect("env-updated", _name_book, priority=100)


def is_stated(config: Config, *names: str) -> bool:
    """Whether conf.py or the command line sets one of these settings."""
    return not {*names}.isdisjoint({*stated_settings(config), *config.overrides})


def _complete(_app: Sphinx, config: Config) -> None:
    if not is_stated(config, *_OF_A_THEME):
        config.html_theme = _THEME
    if not config.copyright and not is_stated(config, "html_show_copyright"):
        # Themes would show the sign alone.
        config.html_show_copyright = False
    if not is_stated(config, "author"):
        # Instead of “Author name not set”, which themes would show.
        config.author = ""
    if not is_stated(config, "project"):
        # The name comes after the documents; Sphinx would read them all again for a new one.
        option: Any = config.values["project"]
        config.values["project"] = type(option)(option.default, "", option.valid_types)


def _name_book(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Call the book by the title of its root document, in the language of the build."""
    config = app.config
    title = env.titles[config.root_doc].astext() if config.root_doc in env.titles else _NO_TITLE
    if title != _NO_TITLE and not is_stated(config, "project"):
        config.project = title
        if not is_stated(config, "html_title"):
            # Not “… documentation”, as Sphinx has it: what it is, its author has said.
            config.html_title = title
    return []
