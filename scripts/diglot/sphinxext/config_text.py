"""Texts of conf.py in the language of the build, from the catalog ``conf``."""

from __future__ import annotations

import gettext
from pathlib import Path

from sphinx.application import Sphinx

DOMAIN = "conf"


def config_text(app: Sphinx, text: str) -> str:
    """Return the translation of a text that conf.py states, or the text itself."""
    folders = [Path(app.srcdir, each) for each in app.config.locale_dirs]
    for folder in folders:
        catalog = gettext.translation(DOMAIN, folder, [app.config.language], fallback=True)
        if (found := catalog.gettext(text)) != text:
            return found
    return text
