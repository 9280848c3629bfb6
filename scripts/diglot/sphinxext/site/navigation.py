"""The navigation as readers hear it: the words and roles that Furo's and Sphinx's code give it."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import _

from diglot.sphinxext.site.builders import makes_site

_TOGGLE = re.compile(r'(?<=aria-label=")Toggle navigation of ([^"]*)(?=")')
# Sphinx calls captions headings and does not say of which level.
_CAPTION = '<p class="caption" role="heading">'
_CAPTION_WITH_LEVEL = '<p class="caption" role="heading" aria-level="2">'


def register(app: Sphinx) -> None:
    """Correct the navigation after Furo has made it."""
    app.connect("html-page-context", _correct, priority=800)


def _correct(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if not makes_site(app.builder):
        return
    for name in ("furo_navigation_tree", "body"):
        if html := context.get(name):
            context[name] = html.replace(_CAPTION, _CAPTION_WITH_LEVEL)
    spoken = _("Toggle navigation of %s")
    if tree := context.get("furo_navigation_tree"):
        context["furo_navigation_tree"] = _TOGGLE.sub(lambda found: spoken % found[1], tree)
