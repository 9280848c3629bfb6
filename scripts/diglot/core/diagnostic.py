"""A content problem as a value: what is wrong, where, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from diglot.core.codes import AnyCode, read_code


class Severity(StrEnum):
    """How much a diagnostic weighs: an error fails a command, a warning fails it under --strict."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where a problem is.

    `path` is relative to the project's root where the file lies inside it, with forward
    slashes; `line` counts from 1; `language` and `msgid` name an entry of a catalog.
    """

    path: str
    line: int | None = None
    language: str | None = None
    msgid: str | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem, ready to be shown on a terminal, as JSON or in a browser."""

    code: AnyCode
    severity: Severity
    message: str
    location: Location | None = None
    hints: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON, without empty members."""
        data = asdict(self)
        data["code"], data["severity"] = str(self.code), str(self.severity)
        if self.location:
            data["location"] = {k: v for k, v in asdict(self.location).items() if v is not None}
        return {k: v for k, v in data.items() if v not in (None, (), [])}


def diagnostic_from_dict(data: dict[str, Any]) -> Diagnostic:
    """Rebuild a diagnostic from `Diagnostic.as_dict`; KeyError or ValueError if it is none."""
    location = data.get("location")
    return Diagnostic(
        read_code(data["code"]),
        Severity(data["severity"]),
        data["message"],
        Location(**location) if location else None,
        tuple(data.get("hints", ())),
    )


@dataclass(frozen=True, slots=True)
class Report:
    """What an action found: its diagnostics, in order of file and line, and its results as data."""

    diagnostics: tuple[Diagnostic, ...] = ()
    results: dict[str, Any] = field(default_factory=dict)

    def count(self, severity: Severity) -> int:
        """Return how many diagnostics have this severity."""
        return sum(1 for d in self.diagnostics if d.severity is severity)


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics by file and line, those without a place first, duplicates once."""

    def key(diagnostic: Diagnostic) -> tuple[str, int, str, str]:
        place = diagnostic.location
        path, line = (place.path, place.line or 0) if place else ("", 0)
        return (path, line, diagnostic.message, repr(diagnostic))

    return tuple(sorted(dict.fromkeys(diagnostics), key=key))
