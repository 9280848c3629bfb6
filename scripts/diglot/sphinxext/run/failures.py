"""What is told of an edition that fails: a word of Sphinx's, a refusal of the system, or a bug."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.errors import SphinxError

from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.core.errors import FAILURES, DiglotError
from diglot.core.events import Crashed, Event, ProblemFound
from diglot.core.project import Edition
from diglot.core.system_errors import refusal
from diglot.sphinxext.config.foreign_texts import text_of_error

# Sphinx names functions as Python shows them; each process has them elsewhere.
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


@contextmanager
def failures_as_events(
    edition: Edition, root: Path, on_event: Callable[[Event], None]
) -> Iterator[None]:
    """Tell of an error in place of raising it; paths inside `root` are relative to it."""
    try:
        yield
    except FAILURES as error:
        on_event(_event_of(error, edition, root))


def _event_of(error: BaseException, edition: Edition, root: Path) -> Event:
    """Return what to tell of an error."""
    refused = _refusal_behind(error)
    if refused:
        hints = (refused.hint,) if refused.hint else ()
        problem = Diagnostic(Code.FILE_ERROR, Severity.ERROR, refused.message, hints=hints)
    elif isinstance(error, DiglotError):
        hints = (error.hint,) if error.hint else ()
        problem = Diagnostic(
            Code.EXTENSION_ERROR, Severity.ERROR, error.message, error.location, hints
        )
    elif isinstance(error, SphinxError):
        problem = Diagnostic(
            Code.EXTENSION_ERROR,
            Severity.ERROR,
            _ADDRESS.sub("", text_of_error(error)),
            _raised_at(error, root),
        )
    else:
        # Whoever's bug it is, the parent shows the traceback.
        return Crashed(edition.reading, traceback.format_exc())
    return ProblemFound(edition, problem)


def _refusal_behind(error: BaseException | None) -> DiglotError | None:
    while error is not None:
        if isinstance(error, OSError) and (refused := refusal(error)):
            return refused
        error = error.__cause__ or getattr(error, "orig_exc", None)
    return None


def _raised_at(error: SphinxError, root: Path) -> Location | None:
    """Return the line of an extension's code that raised what Sphinx tells of."""
    cause = getattr(error, "orig_exc", None)
    frames = traceback.extract_tb(cause.__traceback__) if cause else []
    if not frames:
        return None
    path = Path(frames[-1].filename)
    if not path.is_file():
        return None  # of Python itself, such as what imports modules
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return Location(shown.as_posix(), frames[-1].lineno)
