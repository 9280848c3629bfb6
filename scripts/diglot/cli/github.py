"""Diagnostics as annotations of a GitHub workflow, shown beside the lines of a change.

The format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from diglot.cli.language import shown
from diglot.cli.output import Output
from diglot.core.diagnostic import Diagnostic, Severity
from diglot.core.events import Crashed
from diglot.core.i18n import _

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
# GitHub's own escapes; a property has to spare its separators as well.
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def annotate(diagnostics: Iterable[Diagnostic], root: Path, output: Output) -> None:
    """Print a workflow command for each diagnostic; its paths are relative to `root`."""
    for diagnostic in diagnostics:
        output.console.print(annotation(diagnostic, root))


def annotate_crashes(crashes: Iterable[Crashed], output: Output) -> None:
    """Print a workflow command for each language whose build crashed, with its traceback."""
    for crash in crashes:
        crashed = shown(_("{language} crashed", language=crash.language))
        title = _escaped(f"diglot: {crashed}", _PROPERTY)
        trace = _escaped(shown(crash.trace).strip(), _DATA)
        output.console.print(f"::error title={title}::{trace}")


def annotation(diagnostic: Diagnostic, root: Path, here: Path | None = None) -> str:
    """Return the workflow command; files are named as seen from `here`, by default the cwd."""
    properties = {"title": f"diglot: {diagnostic.code}"}
    place = diagnostic.location
    if place:
        path, start = root / place.path, here or Path.cwd()
        file = path.relative_to(start) if path.is_relative_to(start) else path
        properties = {"file": file.as_posix(), **properties}
        if place.line is not None:
            properties["line"] = str(place.line)
    lines = [shown(diagnostic.message)]
    if place and place.msgid:
        lines.append(f"{place.language}: {place.msgid}")
    lines += [f"{shown(_('next: '))}{shown(hint)}" for hint in diagnostic.hints]
    listed = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in properties.items())
    text = _escaped("\n".join(lines), _DATA)
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{text}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)
