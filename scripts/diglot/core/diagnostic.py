"""A content problem as a value: what is wrong, where, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from diglot.core.codes import AnyCode, read_code
from diglot.core.i18n import data_of, text_of


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

    def as_dict(self) -> dict[str, Any]:
        """Return plain data, without empty members."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem, ready to be shown on a terminal, as JSON or in a browser.

    `message` and `hints` may be `diglot.core.i18n.Message`, which are shown in the user's language.
    """

    code: AnyCode
    severity: Severity
    message: str
    location: Location | None = None
    hints: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON, in English, without empty members."""
        return self._data(str)

    def as_stored(self) -> dict[str, Any]:
        """Return plain data for caches: messages can be translated when they are read again."""
        return self._data(data_of)

    def as_shown(self, text: Callable[[str], str]) -> dict[str, Any]:
        """Return plain data for JSON that is shown, each sentence as `text` has it."""
        return self._data(text)

    def _data(self, text: Callable[[str], Any]) -> dict[str, Any]:
        place = self.location
        data = {
            "code": str(self.code),
            "severity": str(self.severity),
            "message": text(self.message),
            "location": place and place.as_dict(),
            "hints": [text(hint) for hint in self.hints],
        }
        return {k: v for k, v in data.items() if v not in (None, [])}


def diagnostic_from_dict(data: dict[str, Any]) -> Diagnostic:
    """Rebuild a diagnostic from its data; KeyError or ValueError if it is none."""
    location = data.get("location")
    return Diagnostic(
        read_code(data["code"]),
        Severity(data["severity"]),
        text_of(data["message"]),
        Location(**location) if location else None,
        tuple(map(text_of, data.get("hints", ()))),
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
