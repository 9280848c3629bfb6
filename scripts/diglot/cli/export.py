"""diglot export: arguments and the list of files for translators."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.cli import options
from diglot.cli.language import shown
from diglot.cli.output import Output
from diglot.core.diagnostic import Report, Severity
from diglot.core.errors import UsageError
from diglot.core.i18n import Message, _, ngettext
from diglot.core.language import Language
from diglot.core.project import Project

if TYPE_CHECKING:
    from diglot.actions.export import Exported

MESSAGES = {
    "xliff": _("XLIFF 1.2, for translation tools"),
    "xliff2": _("XLIFF 2.1, for newer translation tools"),
    "xlsx": _("a review sheet for Excel"),
    "tmx": _("TMX 1.4, a memory of what is confirmed"),
}
TERMS = {
    "tbx": _("TBX-Basic, the terms for terminology tools"),
    "csv": _("the terms as a table"),
}
"""The formats by name, with what each is for."""
_NO_MESSAGES = _("there are no messages to export")
_NO_TERMS = _("there are no terms to export")

EXAMPLES = {
    "diglot export xliff --only unfinished": _("hand translators what is left to do"),
    "diglot export xlsx chapter -o chapter.xlsx": _("write the review sheet of one document"),
    "diglot export csv": _("write the terms as a table"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    formats = MESSAGES | TERMS
    parser.add_argument(
        "to_format",
        choices=tuple(formats),
        metavar="FORMAT",
        help=options.explained(formats),
    )
    parser.add_argument(
        "documents", nargs="*", metavar="DOCUMENT", help=_("only these documents (default: all)")
    )
    parser.add_argument(
        "-o",
        dest="to",
        type=Path,
        metavar="FILE",
        help=_("the file to write, or a folder for several (default: build/exchange)"),
    )
    parser.add_argument("--each", action="store_true", help=_("write a file for each document"))
    parser.add_argument("--only", choices=["unfinished"], help=_("leave out what is confirmed"))
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
    has_terms = arguments.to_format in TERMS
    for file in files:
        output.say(f"{file.path}  {shown(_counted(file.count, has_terms=has_terms))}")
    if not files:
        output.say(_NO_TERMS if has_terms else _NO_MESSAGES)
    output.data(
        {
            "files": [asdict(file) for file in files],
            "diagnostics": [diagnostic.as_dict() for diagnostic in report.diagnostics],
        }
    )
    return options.PROBLEMS if report.count(Severity.ERROR) else options.CLEAN


def _counted(count: int, *, has_terms: bool) -> Message:
    if has_terms:
        return ngettext("{number} term", "{number} terms", count)
    return ngettext("{number} message", "{number} messages", count)


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
            _("{format} holds the terms of the whole project", format=name),
            hint=_("leave out documents and options: diglot export {format}", format=name),
        )
    return export_terms(project, name, languages, arguments.to)
