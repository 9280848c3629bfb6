"""Warnings of names of settings and languages that are not what diglot goes by."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.sphinxext.config.setting_names import doubtful_names
from diglot.sphinxext.reporting.warn import place, warn


def register(app: Sphinx) -> None:
    """Warn once all settings have been read, and all extensions have declared theirs."""
    # Before html_baseurl becomes that of one language (400).
    app.connect("config-inited", _warn, priority=390)


def _warn(app: Sphinx, config: Config) -> None:
    for name in doubtful_names(config, Path(app.confdir), Path(app.srcdir)):
        warn(name.code, name.message, at=place(name.path, name.line), hint=name.hint)
