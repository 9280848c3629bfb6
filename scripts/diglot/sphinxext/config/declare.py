"""Declares diglot's settings to Sphinx, and knows which of them conf.py states by what name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.config import Config

from diglot.sphinxext.compat.settings import stated_settings
from diglot.sphinxext.config.settings import NAMES, SETTINGS, Setting

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# What is meant as one of them; somebody else's variable may begin like the package's name.
_OURS = re.compile(r"diglots?_")


def register(app: Sphinx) -> None:
    """Declare all settings to Sphinx."""
    declare(app.config)


def declare(config: Config) -> None:
    """Declare all settings to a configuration, which need not be that of an application."""
    for setting in SETTINGS:
        default = setting.default
        if setting.formerly:
            config.add(setting.formerly, None, "", setting.types)
            # A value under the former name is the default of the new name, so the new name takes
            # precedence if conf.py states both.
            former_value = config[setting.formerly]
            default = setting.default if former_value is None else former_value
        config.add(setting.name, default, setting.rebuild, setting.types)


def former_names_in_use(config: Config) -> tuple[Setting, ...]:
    """Return the settings that conf.py states under their former name."""
    return tuple(
        setting for setting in SETTINGS if setting.formerly and config[setting.formerly] is not None
    )


def unknown_names(config: Config) -> tuple[str, ...]:
    """Return the names in conf.py that look like settings of diglot and are none."""
    known = {*NAMES, *(setting.name for setting in config)}
    return tuple(
        name for name in stated_settings(config) if _OURS.match(name) and name not in known
    )
