"""Printing for people and for programs: diagnostics, tables and the last line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rich.table import Table
from rich.text import Text

from diglot.cli.console import PlainConsole, is_unicode, visible
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity
from diglot.core.errors import DiglotError

_LONGEST = 60
"""Characters of a message that are enough to recognise it."""
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@dataclass(frozen=True, slots=True)
class Output:
    """Where a verb's words go: results to `console`, problems and progress to `errors`."""

    console: PlainConsole
    errors: PlainConsole
    format: str = "human"
    quiet: bool = False
    verbose: bool = False

    @classmethod
    def for_arguments(cls, arguments: argparse.Namespace) -> Output:
        """Return the output that the shared options ask for (rich heeds NO_COLOR itself)."""
        return cls(
            PlainConsole(sys.stdout),
            PlainConsole(sys.stderr),
            arguments.format,
            arguments.quiet,
            arguments.verbose,
        )

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

    def data(self, data: Any) -> None:
        """Print the result as JSON, where that was asked for."""
        if self.is_json:
            ascii_only = not is_unicode(sys.stdout)
            sys.stdout.write(json.dumps(data, ensure_ascii=ascii_only, indent=2) + "\n")

    def diagnostics(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print problems to the error channel (JSON carries them in its data instead)."""
        if self.is_json:
            return
        show = _short if self.format == "short" else _human
        for diagnostic in diagnostics:
            self.errors.print(show(diagnostic))

    def failure(self, error: DiglotError) -> None:
        """Say why a command could not go on and what to do next."""
        place = f"{error.location}: " if error.location else ""
        text = Text.assemble(("error:", "bold red"), visible(f" {place}{error.message}"))
        if error.hint:
            text.append("\n  ").append("next:", "green").append(visible(f" {error.hint}"))
        self.errors.print(text)


def counts(report: Report) -> str:
    """Return how many errors and warnings a report holds, in words."""
    words = [
        f"{number} {severity}{'' if number == 1 else 's'}"
        for severity in (Severity.ERROR, Severity.WARNING)
        if (number := report.count(severity))
    ]
    return ", ".join(words) or "no warnings"


def _short(diagnostic: Diagnostic) -> str:
    place = f"{diagnostic.location}: " if diagnostic.location else ""
    message = " ".join(diagnostic.message.split())
    return f"{place}{diagnostic.severity}: {message} [{diagnostic.code}]"


def _human(diagnostic: Diagnostic) -> Text:
    place = diagnostic.location
    text = Text()
    if place:
        text.append(visible(str(place)), "bold").append(": ")
    text.append(str(diagnostic.severity), _STYLES[diagnostic.severity])
    text.append(visible(f": {diagnostic.message} ")).append(f"[{diagnostic.code}]", "dim")
    if place and place.msgid:
        text.append(visible(f"\n  {_message(place)}"), "dim")
    for hint in diagnostic.hints:
        text.append("\n  ").append("next:", "green").append(visible(f" {hint}"))
    return text


def _message(place: Location) -> str:
    """Return the language that a message is translated into, if known, and the message, cut."""
    text = " ".join((place.msgid or "").split())
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"{place.language}: {short}" if place.language else short
