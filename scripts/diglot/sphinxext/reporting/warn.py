"""Diagnostics of a build as Sphinx warnings of the type ``diglot``, with the code as subtype.

`sphinx-build` prints them as warnings. The `diglot` command turns them into a Diagnostic again,
with code, location and hint (see `sphinx_warnings`).
"""

from __future__ import annotations

import logging
from pathlib import Path

from docutils import nodes
from sphinx.util.logging import getLogger

from diglot.core.codes import AnyCode
from diglot.core.i18n import Message

TYPE = "diglot"
HINT_PREFIX = "\n  next: "
WITH_HINT = f"{{message}}{HINT_PREFIX}{{hint}}"
"""A message and its next step in one, for Sphinx."""

_logger = getLogger(__name__)

Place = str | tuple[str | None, int | None] | nodes.Node | None
"""A document name, ``name:line``, (document name or path, line), or a node."""


def place(path: Path, line: int | None = None) -> Place:
    """Return a file, or a line of it, as the place of a warning."""
    # Without the colon, Sphinx would take a path for the name of a document.
    return f"{path}:" if line is None else f"{path}:{line}"


def warn(code: AnyCode, message: str, *, at: Place = None, hint: str | None = None) -> None:
    """Report a problem of the content; ``suppress_warnings = ["diglot.<code>"]`` silences it."""
    _log(logging.WARNING, code, message, at, hint)


def note(code: AnyCode, message: str, *, at: Place = None, hint: str | None = None) -> None:
    """Tell what conf.py has decided, which is no problem.

    `sphinx-build` may take warnings for failures, so that it gets a line in its log. The `diglot`
    command has no log, but diagnostics that are notes.
    """
    has_log = _logger.isEnabledFor(logging.INFO)
    _log(logging.INFO if has_log else logging.WARNING, code, message, at, hint)


def _log(level: int, code: AnyCode, message: str, at: Place, hint: str | None) -> None:
    text = message
    if hint is not None:
        text = Message(WITH_HINT, {"message": message, "hint": hint})
    _logger.log(level, "%s", text, type=TYPE, subtype=str(code), location=at)
