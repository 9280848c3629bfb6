"""Printing for people and for programs: diagnostics, tables and the last line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TextIO

from rich.table import Table
from rich.text import Text

from diglot.cli.condense import condensed
from diglot.cli.console import PlainConsole, visible
from diglot.cli.language import shown
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity
from diglot.core.errors import DiglotError
from diglot.core.i18n import Message, _, listed, ngettext

SCHEMA = 1
"""The version of what ``--format json`` prints: it grows when a member changes or goes."""
_LONGEST = 60
"""Characters of a message that are enough to recognise it."""
_LABELS = {
    Severity.ERROR: _("error: "),
    Severity.WARNING: _("warning: "),
    Severity.INFO: _("info: "),
}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def asks_for_json(arguments: list[str]) -> bool:
    """Whether a call that nobody has read yet is a program's."""
    return "--format json" in " ".join(arguments).replace("=", " ")


@dataclass(frozen=True, slots=True)
class Output:
    """Where a verb's words go: results to `console`, problems and progress to `errors`."""

    console: PlainConsole
    errors: PlainConsole
    format: str = "human"
    quiet: bool = False
    verbose: bool = False

    @classmethod
    def for_arguments(cls, arguments: argparse.Namespace, results: TextIO) -> Output:
        """Return the output that the shared options ask for (rich heeds NO_COLOR itself)."""
        return cls(
            PlainConsole(results),
            PlainConsole(sys.stderr),
            arguments.format,
            arguments.quiet,
            arguments.verbose,
        )

    @classmethod
    def for_failures(cls, arguments: list[str], results: TextIO) -> Output:
        """Return the output for what is wrong with a call that has not been understood yet."""
        format_ = "json" if asks_for_json(arguments) else "human"
        return cls(PlainConsole(results), PlainConsole(sys.stderr), format_)

    @property
    def is_json(self) -> bool:
        """Whether a program reads the result."""
        return self.format == "json"

    def say(self, text: str | Text) -> None:
        """Print a line of the result, unless the command is to be quiet."""
        if not self.quiet and not self.is_json:
            self.console.print(text)

    def table(self, table: Table) -> None:
        """Print a table of the result."""
        if not self.is_json:
            self.console.print_table(table)

    def data(self, data: dict[str, Any]) -> None:
        """Print the result as JSON, where that was asked for."""
        if self.is_json:
            ascii_only = not self.console.encoding.startswith("utf")
            versioned = {"version": SCHEMA, **data}
            self.console.file.write(json.dumps(versioned, ensure_ascii=ascii_only, indent=2) + "\n")

    def diagnostics(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print problems to the error channel (JSON carries them in its data instead)."""
        if self.is_json:
            return
        show = _short if self.format == "short" else _human
        for diagnostic in self.few(diagnostics):
            self.errors.print(show(diagnostic))

    def few(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return what people see of diagnostics: one a broken catalog, unless they want all."""
        return tuple(diagnostics) if self.verbose or self.is_json else condensed(diagnostics)

    def failure(self, error: DiglotError) -> None:
        """Say why a command could not go on and what to do next; to people, too, beside JSON."""
        if self.is_json:
            self.data({"error": _error_data(error)})
        place = f"{error.location}: " if error.location else ""
        text = Text(shown(_LABELS[Severity.ERROR]), "bold red")
        text.append(visible(f"{place}{shown(error.message)}"))
        if error.hint:
            text.append(_next_step(error.hint))
        self.errors.print(text)


def _error_data(error: DiglotError) -> dict[str, Any]:
    place = error.location
    data = {
        "message": str(error.message),
        "location": place and place.as_dict(),
        "hint": error.hint,
    }
    return {key: value for key, value in data.items() if value is not None}


def _next_step(hint: str) -> Text:
    return Text("\n  ").append(shown(_("next: ")), "green").append(visible(shown(hint)))


def counted(number: int, severity: Severity) -> Message:
    """Return how many diagnostics have a severity, in words."""
    match severity:
        case Severity.ERROR:
            return ngettext("{number} error", "{number} errors", number)
        case Severity.WARNING:
            return ngettext("{number} warning", "{number} warnings", number)
        case Severity.INFO:
            return ngettext("{number} info", "{number} infos", number)


def counts(report: Report) -> str:
    """Return how many errors and warnings a report holds, in words."""
    words = [
        counted(number, severity)
        for severity in (Severity.ERROR, Severity.WARNING)
        if (number := report.count(severity))
    ]
    return listed(words) or _("no warnings")


def _short(diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.location}: " if diagnostic.location else ""
    message = " ".join(shown(diagnostic.message).split())
    return f"{place}{shown(_LABELS[diagnostic.severity])}{message} [{diagnostic.code}]"


def _human(diagnostic: Diagnostic) -> Text:
    place = diagnostic.location
    text = Text()
    if place:
        text.append(visible(str(place)), "bold").append(": ")
    text.append(shown(_LABELS[diagnostic.severity]), _STYLES[diagnostic.severity])
    text.append(visible(f"{shown(diagnostic.message)} ")).append(f"[{diagnostic.code}]", "dim")
    if place and place.msgid:
        text.append(visible(f"\n  {_message(place)}"), "dim")
    for hint in diagnostic.hints:
        text.append(_next_step(hint))
    return text


def _message(place: Location) -> str:
    """Return the language that a message is translated into, if known, and the message, cut."""
    text = " ".join((place.msgid or "").split())
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"{place.language}: {short}" if place.language else short
