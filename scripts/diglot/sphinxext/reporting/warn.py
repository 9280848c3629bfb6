"""Diagnostics raised inside a build: Sphinx warnings of type ``diglot`` with the code as subtype.

Both doors show them: `sphinx-build` prints them as warnings, the `diglot` command reads the
record's code, location and hint back into a Diagnostic.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

from diglot.core.codes import AnyCode

TYPE = "diglot"
HINT = "\n  next: "

_logger = logging.getLogger(__name__)

Place = str | tuple[str | None, int | None] | nodes.Node | None
"""A docname, ``docname:line``, (docname or path, line) or the node itself."""


def warn(code: AnyCode, message: str, *, at: Place = None, hint: str | None = None) -> None:
    """Report a problem of the content; it can be silenced as ``diglot.<code>``."""
    text = message if hint is None else f"{message}{HINT}{hint}"
    _logger.warning("%s", text, type=TYPE, subtype=str(code), location=at)
