"""diglot status: arguments and the table of progress."""

from __future__ import annotations

import argparse
from typing import Any

from rich.markup import escape
from rich.table import Table

from diglot.actions.status import DocumentStatus
from diglot.catalog.progress import Progress
from diglot.cli import options
from diglot.cli.output import Output
from diglot.core.diagnostic import Severity

_COLUMNS = ("document", "done", "translated", "fuzzy", "untranslated", "total")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    options.add_project(parser)
    options.add_language(parser)
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Count the catalogs and show a table a language."""
    from diglot.actions.status import status

    project = options.load(arguments)
    report = status(project, options.targets(project, arguments.language))
    documents: list[DocumentStatus] = report.results["documents"]
    output.diagnostics(report.diagnostics)
    for language in project.targets:
        these = [one for one in documents if one.language == language.tag]
        if these:
            output.table(_table(f"{language.name} ({language.tag})", these))
    if not documents:
        output.say("there are no catalogs yet; `diglot update` writes them")
    output.data(
        {
            "documents": [_as_data(one) for one in documents],
            "diagnostics": [one.as_dict() for one in report.diagnostics],
        }
    )
    return options.PROBLEMS if report.count(Severity.ERROR) else options.CLEAN


def _table(title: str, documents: list[DocumentStatus]) -> Table:
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0))
    for name in _COLUMNS:
        table.add_column(name, justify="left" if name == "document" else "right")
    for one in documents:
        table.add_row(escape(one.domain), *_cells(one.progress))
    total = sum((one.progress for one in documents), Progress())
    table.add_row("all", *_cells(total), style="bold")
    return table


def _cells(progress: Progress) -> tuple[str, ...]:
    # Rounded down: 100 % says that nothing at all is left.
    share = 100 * progress.translated // progress.total if progress.total else 100
    rest = (progress.translated, progress.fuzzy, progress.untranslated, progress.total)
    return (f"{share} %", *(str(number) for number in rest))


def _as_data(one: DocumentStatus) -> dict[str, Any]:
    progress = one.progress
    return {
        "language": one.language,
        "document": one.domain,
        "translated": progress.translated,
        "fuzzy": progress.fuzzy,
        "untranslated": progress.untranslated,
        "obsolete": progress.obsolete,
        "total": progress.total,
    }
