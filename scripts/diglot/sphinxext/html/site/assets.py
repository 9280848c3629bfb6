"""The style sheets and the script of the sites; none is loaded from another host."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from diglot.sphinxext.html.builders import makes_site

_SHEETS = tuple(f"diglot{part}.css" for part in ("", "-text", "-formulas", "-progress", "-print"))
_STATIC = Path(__file__).parent / "static"


def register(app: Sphinx) -> None:
    """Copy our static files and link them from every page."""
    app.connect("builder-inited", _add_assets)


def _add_assets(app: Sphinx) -> None:
    if not makes_site(app.builder):
        return
    # First, so that a project's own file of the same name wins.
    app.config.html_static_path.insert(0, str(_STATIC))
    # After Furo's own sheets (600), before a project's (800).
    for sheet in _SHEETS:
        app.add_css_file(sheet, priority=700)
    app.add_js_file("diglot.js", loading_method="defer")
