"""The style sheet of the popovers and the script that shows those of blocks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import _

from diglot.sphinxext.html.builders import makes_site
from diglot.sphinxext.html.popovers.blocks import PREFIX, address_of, offers_blocks
from diglot.sphinxext.html.popovers.others import other_languages
from diglot.sphinxext.i18n.labels import name_in

_STATIC = Path(__file__).parent / "static"


def register(app: Sphinx) -> None:
    """Copy the files and link them from the pages that need them."""
    app.connect("builder-inited", _add_style_sheet)
    app.connect("html-page-context", _add_script)


def _add_style_sheet(app: Sphinx) -> None:
    if makes_site(app.builder):
        # First, so that a project's own file of the same name wins.
        app.config.html_static_path.insert(0, str(_STATIC))
        app.add_css_file("diglot-popovers.css", priority=700)


def _add_script(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if PREFIX not in context.get("body", "") or not offers_blocks(app):
        return
    reader = app.config.language
    names = " · ".join(name_in(other.language, reader) for other in other_languages(app))
    words = {
        "show": _("Show in %s") % names,
        "hide": _("Hide %s") % names,
        "none": _("Not translated yet"),
    }
    attributes = {
        "data-blocks": context["content_root"] + address_of(pagename),
        "data-words": json.dumps(words, ensure_ascii=False),
    }
    app.add_js_file("diglot-popovers.js", loading_method="defer", **attributes)
