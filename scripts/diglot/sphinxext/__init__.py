"""The rooms that know Sphinx and docutils: everything diglot adds to a build."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from diglot import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# In the order in which they are set up; each module has a `register(app)`. They are named, not
# imported, so that a command that only reads conf.py does not pay for them all.
ROOMS = tuple(
    f"diglot.sphinxext.{name}"
    for name in (
        "settings",
        "savings",
        "config_text",
        "emphasis",
        "anchors",
        "translate.install",
        "extract",
        "fastnav",
        "softbreaks",
        "progress",
        "lines",
        "prune",
        "site",
        "search",
        "freshness",
        "counterparts",
        "epub",
        "parallel.partner",
        "parallel.site",
        "parallel.epub",
        "typst",
    )
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register every room of the extension."""
    for room in ROOMS:
        import_module(room).register(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
