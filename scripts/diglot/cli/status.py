"""diglot status: arguments and the table of progress."""

from __future__ import annotations

import argparse
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from diglot.actions.status import DocumentStatus
from diglot.catalog.progress import Progress
from diglot.cli import options
from diglot.cli.console import visible
from diglot.cli.language import shown
from diglot.cli.output import Output
from diglot.core.diagnostic import Severity
from diglot.core.i18n import _
from diglot.core.language import Language

_COLUMNS = (
    _("document"),
    _("done"),
    _("translated"),
    _("fuzzy"),
    _("untranslated"),
    _("total"),
)

EXAMPLES = {
    "diglot status": _("show all languages"),
    "diglot status --language en --fail-under 95": _("fail unless English is nearly done"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    options.add_project(parser)
    options.add_language(parser)
    parser.add_argument(
        "--fail-under",
        type=options.percentage,
        metavar="PERCENT",
        help=_("fail if less than this percentage of a language is translated"),
    )
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Count the catalogs and show a table a language."""
    from diglot.actions.status import status

    options.require_percentage(arguments.fail_under)
    project = options.load(arguments)
    report = status(
        project,
        options.targets(project, arguments.language),
        fail_under=arguments.fail_under,
    )
    documents: list[DocumentStatus] = report.results["documents"]
    output.diagnostics(report.diagnostics)
    for language in project.targets:
        of_language = [document for document in documents if document.language == language.tag]
        if of_language:
            output.say(_lines(language, of_language))
    if not documents:
        output.say(_("there are no catalogs yet; `diglot update` writes them"))
    elif not report.results["compared"]:
        output.say(options.NOT_COMPARED)
    output.data(
        {
            "documents": [_as_data(document) for document in documents],
            "compared": report.results["compared"],
            "diagnostics": [diagnostic.as_dict() for diagnostic in report.diagnostics],
        }
    )
    return options.PROBLEMS if report.count(Severity.ERROR) else options.CLEAN


def _lines(language: Language, documents: list[DocumentStatus]) -> Text:
    """Return the table of a language; rich takes longer over one than it takes to count."""
    total = sum((document.progress for document in documents), Progress())
    rows = [
        tuple(map(shown, _COLUMNS)),
        *((document.domain, *_cells(document.progress)) for document in documents),
    ]
    rows.append((shown(_("all")), *_cells(total)))
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    lines = [visible(_line(row, widths)) for row in rows]
    title = visible(f"{language.name} ({language.tag})")
    return Text("\n").join([Text(title, "italic"), *map(Text, lines[:-1]), Text(lines[-1], "bold")])


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    name, *numbers = row
    cells = [number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True)]
    return "  ".join([name + " " * (widths[0] - cell_len(name)), *cells])


def _cells(progress: Progress) -> tuple[str, ...]:
    # Rounded down: 100 % says that nothing at all is left. Nothing of nothing is no share.
    share = f"{100 * progress.translated // progress.total} %" if progress.total else "–"
    rest = (progress.translated, progress.fuzzy, progress.untranslated, progress.total)
    return (share, *(str(number) for number in rest))


def _as_data(document: DocumentStatus) -> dict[str, Any]:
    progress = document.progress
    return {
        "language": document.language,
        "document": document.domain,
        "translated": progress.translated,
        "fuzzy": progress.fuzzy,
        "untranslated": progress.untranslated,
        "obsolete": progress.obsolete,
        "total": progress.total,
    }
