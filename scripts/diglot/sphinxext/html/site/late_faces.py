"""The faces in which a theme sets its text, where it has them as files of the site.

Themes have browsers wait for such a face, or show another one until it is there; either way the
lines of a page get other heights and widths when it comes, and the page moves. A face that is not
there in time is left for the next page, which has it at once. Sheets of the theme are copied
with that word changed: a face that another sheet declares again does not hide the theme's own.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from diglot.core.files import write_text
from diglot.sphinxext.html.builders import makes_site

_FACE = re.compile(r"@font-face\s*\{[^{}]*\}")
_DISPLAY = re.compile(r"(?<=[;{\s])font-display\s*:\s*(?:block|swap|fallback)\b")
# Without its icon, a button would be empty.
_ICONS = re.compile(r"font-family\s*:[^;}]*(?:awesome|icon|symbol)", re.IGNORECASE)


def register(app: Sphinx) -> None:
    """Put changed sheets in the place of the theme's."""
    app.connect("builder-inited", _change_sheets)


def _change_sheets(app: Sphinx) -> None:
    builder = app.builder
    if not makes_site(builder):
        return
    sheets = {name: text for name in builder.theme.stylesheets if (text := _changed(builder, name))}
    folder = Path(app.doctreedir, ".sheets", builder.theme.name)
    for name, text in sheets.items():
        write_text(folder / name, text, sync=False)
    if sheets:
        # First, so that a project's own file of the same name wins.
        app.config.html_static_path.insert(0, str(folder))


def _changed(builder: StandaloneHTMLBuilder, name: str) -> str | None:
    """Return a sheet of the theme, changed; None where there is nothing to change in it."""
    paths = (Path(folder, "static", name) for folder in builder.theme.get_theme_dirs())
    path = next((path for path in paths if path.is_file()), None)
    text = path.read_text("utf-8") if path else ""
    changed = with_optional_faces(text)
    return changed if changed != text else None


def with_optional_faces(sheet: str) -> str:
    """Return a style sheet whose faces of text are shown only where they are there in time."""

    def optional(rule: re.Match[str]) -> str:
        if _ICONS.search(rule[0]):
            return rule[0]
        return _DISPLAY.sub("font-display:optional", rule[0])

    return _FACE.sub(optional, sheet)
