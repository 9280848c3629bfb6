"""MyST's settings as a project states them, with or without an application around it."""

from __future__ import annotations

from typing import Any

from myst_parser.config.main import MdParserConfig
from sphinx.config import Config

from diglot.core.errors import DiglotError
from diglot.core.i18n import _


def myst_config(config: Config) -> MdParserConfig:
    """Return MyST's configuration as conf.py states it. Raises DiglotError."""
    values: dict[str, Any] = {}
    for name, default, _field in MdParserConfig().as_triple():
        setting = f"myst_{name}"
        if setting not in config:
            config.add(setting, default, "env", frozenset())
        values[name] = config[setting]
    try:
        return MdParserConfig(**values)
    except (TypeError, ValueError) as error:
        raise DiglotError(
            _("MyST does not accept conf.py: {error}", error=error),
            hint=_("correct that myst_… setting"),
        ) from error
