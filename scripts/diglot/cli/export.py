"""diglot export: arguments and the list of files for translators."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.cli import options
from diglot.cli.output import Output
from diglot.core.diagnostic import Report, Severity
from diglot.core.errors import UsageError
from diglot.core.language import Language
from diglot.core.project import Project

if TYPE_CHECKING:
    from diglot.actions.export import Exported

MESSAGES = {
    "xliff": "XLIFF 1.2, for translation tools",
    "xliff2": "XLIFF 2.1, for newer translation tools",
    "xlsx": "a review sheet for Excel",
    "tmx": "TMX 1.4, a memory of what is confirmed",
}
TERMS = {
    "tbx": "TBX-Basic, the terms for terminology tools",
    "csv": "the terms as a table",
}
"""The formats by name, with what each is for."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    formats = MESSAGES | TERMS
    parser.add_argument(
        "to_format",
        choices=formats,
        metavar="FORMAT",
        help="; ".join(f"{name}: {meaning}" for name, meaning in formats.items()),
    )
    parser.add_argument(
        "documents", nargs="*", metavar="DOCUMENT", help="only these documents (default: all)"
    )
    parser.add_argument(
        "-o",
        dest="to",
        type=Path,
        metavar="FILE",
        help="the file to write, or a folder for several (default: build/exchange)",
    )
    parser.add_argument("--each", action="store_true", help="write a file for each document")
    parser.add_argument("--only", choices=["unfinished"], help="leave out what is confirmed")
    options.add_project(parser)
    options.add_language(parser)
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Write the files and name them."""
    project = options.load(arguments)
    languages = options.targets(project, arguments.language)
    report = (_export if arguments.to_format in MESSAGES else _export_terms)(
        project, languages, arguments
    )
    files: list[Exported] = report.results["files"]
    output.diagnostics(report.diagnostics)
    unit = "message" if arguments.to_format in MESSAGES else "term"
    for file in files:
        output.say(f"{file.path}  {file.count} {unit}{'' if file.count == 1 else 's'}")
    if not files:
        output.say(f"there are no {unit}s to export")
    output.data(
        {
            "files": [asdict(file) for file in files],
            "diagnostics": [one.as_dict() for one in report.diagnostics],
        }
    )
    return options.PROBLEMS if report.count(Severity.ERROR) else options.CLEAN


def _export(
    project: Project, languages: tuple[Language, ...] | None, arguments: argparse.Namespace
) -> Report:
    from diglot.actions.export import Wanted, export

    unfinished = arguments.only == "unfinished"
    wanted = Wanted(tuple(arguments.documents), unfinished, arguments.each, arguments.to)
    return export(project, arguments.to_format, languages, wanted)


def _export_terms(
    project: Project, languages: tuple[Language, ...] | None, arguments: argparse.Namespace
) -> Report:
    from diglot.actions.export_terms import export_terms

    name = arguments.to_format
    if arguments.documents or arguments.each or arguments.only:
        raise UsageError(
            f"{name} holds the terms of the whole project", hint=f"diglot export {name}"
        )
    return export_terms(project, name, languages, arguments.to)
