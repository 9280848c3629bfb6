"""The rooms that know Sphinx and docutils: everything diglot adds to a build."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from diglot import __version__
from diglot.sphinxext import (
    anchors,
    config_text,
    emphasis,
    epub,
    extract,
    lines,
    progress,
    prune,
    settings,
    site,
    softbreaks,
    typst,
)
from diglot.sphinxext.translate import install as translate

# In the order in which they are set up; each module has a `register(app)`.
_ROOMS = (
    settings,
    config_text,
    emphasis,
    anchors,
    translate,
    extract,
    softbreaks,
    progress,
    lines,
    prune,
    site,
    epub,
    typst,
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register every room of the extension."""
    for room in _ROOMS:
        room.register(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
