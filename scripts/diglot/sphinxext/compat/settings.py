"""The settings of a project as its conf.py states them.

Apart from what else is known of Sphinx, because every command reads conf.py and few of them build:
with its builders, Sphinx takes long to import.
"""

from __future__ import annotations

from typing import Any

from sphinx.config import Config

from diglot.core.i18n import _
from diglot.sphinxext.compat.parts import Replacement, part

RAW_CONFIG = Replacement(
    (part("sphinx.config:Config.__init__", "028cadbec21b", "4c871537dda4"),),
    without=_("values from the command line are taken for values of conf.py"),
)


def stated_settings(config: Config) -> dict[str, Any]:
    """Return the values of conf.py by name, without what the command line overrides."""
    if RAW_CONFIG.fits:
        return dict(config._raw_config)
    return {setting.name: setting.value for setting in config}
