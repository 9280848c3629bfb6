"""Warnings of settings in conf.py that have been renamed."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

from diglot.core.codes import Code
from diglot.sphinxext.config.settings import former_names_in_use
from diglot.sphinxext.reporting.warn import warn


def register(app: Sphinx) -> None:
    """Warn once all settings have been read."""
    app.connect("config-inited", _warn)


def _warn(_app: Sphinx, config: Config) -> None:
    for setting in former_names_in_use(config):
        warn(
            Code.RENAMED_SETTING,
            f"conf.py states {setting.formerly}, which is now called {setting.name}",
            hint=f"rename it; {setting.formerly} is read where {setting.name} is not stated",
        )
