"""The words that Furo's code, not its templates, puts into the navigation."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import _

_TOGGLE = re.compile(r'(?<=aria-label=")Toggle navigation of ([^"]*)(?=")')


def register(app: Sphinx) -> None:
    """Correct the navigation after Furo has made it."""
    app.connect("html-page-context", _translate_toggles, priority=800)


def _translate_toggles(
    _app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    tree = context.get("furo_navigation_tree")
    spoken = _("Toggle navigation of %s")
    if tree and spoken != "Toggle navigation of %s":
        context["furo_navigation_tree"] = _TOGGLE.sub(lambda found: spoken % found[1], tree)
