"""What is raised where a command cannot go on."""

from __future__ import annotations

from diglot.core.diagnostic import Diagnostic, Location

FAILURES = (Exception, BaseExceptionGroup)
"""What the code of a project and its extensions raises; autosummary's groups are no `Exception`."""


class DiglotError(Exception):
    """A command cannot go on; the reader is told why and what to do next.

    Anything else that escapes is a bug of ours and shows its traceback.
    """

    def __init__(
        self, message: str, *, hint: str | None = None, location: Location | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.location = location


class UsageError(DiglotError):
    """What was asked for does not exist or makes no sense: exit code 2."""


class BuildFailed(DiglotError):  # noqa: N818 - reads as the sentence it stands for
    """A build stopped; `diagnostics` say where."""

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics
