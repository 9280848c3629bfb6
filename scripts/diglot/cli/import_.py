"""diglot import: arguments and the table of what was taken, unchanged and refused."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

from diglot.cli import options
from diglot.cli.language import shown
from diglot.cli.output import Output
from diglot.core.diagnostic import Severity
from diglot.core.i18n import _

if TYPE_CHECKING:
    from diglot.actions.import_ import Imported

_COLUMNS = (_("document"), _("taken"), _("unchanged"), _("refused"), _("comments"))

EXAMPLES = {
    "diglot import chapter.xlsx --dry-run": _("show what would be imported"),
    "diglot import build/exchange/book.en.xlf": _("import what came back"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help=_(
            "an XLIFF file or a review sheet that came back, or a TMX memory; "
            "the kind is recognised by its content"
        ),
    )
    options.add_project(parser)
    options.add_dry_run(parser)
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Take the changes into the catalogs and say what became of each document's messages."""
    from diglot.actions.import_ import import_files

    project = options.load(arguments)
    report = import_files(project, arguments.files, dry_run=arguments.dry_run)
    documents: list[Imported] = report.results["documents"]
    catalogs: list[str] = report.results["catalogs"]
    output.diagnostics(report.diagnostics)
    if not output.quiet:
        output.table(_table(documents))
    change = _("would change") if arguments.dry_run else _("changed")
    for path in catalogs:
        output.say(f"{shown(change)}  {path}")
    if not catalogs:
        output.say(_("no catalog changes"))
    elif arguments.dry_run:
        output.say(_("nothing was written (--dry-run)"))
    output.data(
        {
            "documents": [asdict(document) for document in documents],
            "catalogs": catalogs,
            "written": not arguments.dry_run,
            "diagnostics": [diagnostic.as_dict() for diagnostic in report.diagnostics],
        }
    )
    return options.PROBLEMS if report.count(Severity.ERROR) else options.CLEAN


def _table(documents: list[Imported]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in _COLUMNS:
        table.add_column(shown(name), justify="left" if name is _COLUMNS[0] else "right")
    rows = [
        (document.taken, document.unchanged, document.refused, document.comments)
        for document in documents
    ]
    for document, row in zip(documents, rows, strict=True):
        table.add_row(f"{document.document} ({document.language})", *map(str, row))
    if len(rows) > 1:
        table.add_row(
            shown(_("all")), *(str(sum(column)) for column in zip(*rows, strict=True)), style="bold"
        )
    return table
