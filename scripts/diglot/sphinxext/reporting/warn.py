"""Diagnostics of a build as Sphinx warnings of the type ``diglot``, with the code as subtype.

`sphinx-build` prints them as warnings. The `diglot` command turns them into a Diagnostic again,
with code, location and hint (see `sphinx_warnings`).
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

from diglot.core.codes import AnyCode

TYPE = "diglot"
HINT_PREFIX = "\n  next: "

_logger = logging.getLogger(__name__)

Place = str | tuple[str | None, int | None] | nodes.Node | None
"""A document name, ``name:line``, (document name or path, line), or a node."""


def warn(code: AnyCode, message: str, *, at: Place = None, hint: str | None = None) -> None:
    """Report a problem of the content; ``suppress_warnings = ["diglot.<code>"]`` silences it."""
    text = message if hint is None else f"{message}{HINT_PREFIX}{hint}"
    _logger.warning("%s", text, type=TYPE, subtype=str(code), location=at)
