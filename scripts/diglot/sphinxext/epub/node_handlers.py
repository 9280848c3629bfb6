"""How books write the nodes of extensions: as for the web, where nothing else is said.

Once one extension has handlers for ``epub``, Sphinx asks that table alone (its registry takes the
builder's name before its format), so that no other extension's node could be written.
"""

from __future__ import annotations

from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Complete the table once all extensions are known."""
    app.connect("builder-inited", _complete)


def _complete(app: Sphinx) -> None:
    tables = app.registry.translation_handlers
    name, of_format = app.builder.name, app.builder.format
    if of_format == "html" and name in tables and name != of_format:
        tables[name] = {**tables.get(of_format, {}), **tables[name]}
