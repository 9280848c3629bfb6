"""diglot build: arguments, the live display and the closing summary."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path
from typing import Any

from rich.table import Table

from diglot.cli import options
from diglot.cli.live import follow
from diglot.cli.output import Output, counts
from diglot.core.diagnostic import Report, Severity
from diglot.core.events import Built, Crashed
from diglot.core.project import Edition, Format, Project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.add_argument(
        "editions",
        nargs="*",
        metavar="EDITION",
        help="a language (en) or parallel, a format (site, handouts, epub) or both (en/handouts); "
        "default: all sites and handouts",
    )
    options.add_project(parser)
    parser.add_argument("--fresh", action="store_true", help="start from nothing")
    parser.add_argument(
        "-j",
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help="languages to build at the same time (default: one a processor)",
    )
    options.add_strict(parser)
    options.add_dry_run(parser)
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Build the editions and say what was built, where, how long it took and what is wrong."""
    from diglot.actions.build import build

    project = options.load(arguments)
    editions = project.select(arguments.editions)
    if arguments.dry_run:
        _plan(project, editions, output)
        return options.CLEAN
    started = time.monotonic()
    with follow(project, output) as on_event:
        report = build(
            project, editions, jobs=arguments.jobs, fresh=arguments.fresh, on_event=on_event
        )
    output.diagnostics(report.diagnostics)
    _summary(project, report, time.monotonic() - started, output)
    output.data(_as_data(project, report))
    return _exit_code(report, strict=arguments.strict)


def _plan(project: Project, editions: tuple[Edition, ...], output: Output) -> None:
    for edition in editions:
        output.say(f"{edition.reading}/{edition.format} → {_shown(_place(project, edition))}")
    output.data(
        [
            {"language": one.language, "partner": one.partner, "format": one.format}
            for one in editions
        ]
    )


def _exit_code(report: Report, *, strict: bool) -> int:
    failed = report.results["crashed"] or report.count(Severity.ERROR)
    if failed or (strict and report.count(Severity.WARNING)):
        return options.PROBLEMS
    return options.CLEAN


def _summary(project: Project, report: Report, seconds: float, output: Output) -> None:
    crashes: list[Crashed] = report.results["crashed"]
    for crash in crashes:
        output.errors.print(f"{crash.language}: a bug in diglot or an extension", style="bold red")
        output.errors.print(crash.trace, markup=False)
    if output.quiet or output.is_json:
        return
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for column in ("edition", "outputs", "seconds", "place"):
        table.add_column(column, justify="right" if column in ("outputs", "seconds") else "left")
    for built in report.results["built"]:
        table.add_row(*_row(project, built))
    output.console.print(table)
    if report.diagnostics:
        output.say(_by_file(report))
    output.say(f"{seconds:.1f} s, {counts(report)}; open {_shown(project.sitedir / 'index.html')}")


def _row(project: Project, built: Built) -> tuple[str, str, str, str]:
    unit = "PDF" if built.edition.format is Format.HANDOUTS else "page"
    number = f"{built.outputs} {unit}{'' if built.outputs == 1 else 's'}"
    where = _shown(_place(project, built.edition))
    label = f"{project.name(built.edition)} {built.edition.format}"
    return label, number if built.outputs else "up to date", f"{built.seconds:.1f} s", where


def _by_file(report: Report) -> str:
    tally: dict[str, int] = {}
    for diagnostic in report.diagnostics:
        place = diagnostic.location.path if diagnostic.location else "(no file)"
        tally[place] = tally.get(place, 0) + 1
    return "\n".join(f"{number:>4}  {place}" for place, number in tally.items())


def _place(project: Project, edition: Edition) -> Path:
    if edition.format is Format.HANDOUTS:
        return project.handoutsdir
    if edition.format is Format.EPUB:
        return project.epubdir
    return project.outdir(edition)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _as_data(project: Project, report: Report) -> dict[str, Any]:
    return {
        "built": [
            {
                "language": built.edition.language,
                "partner": built.edition.partner,
                "format": str(built.edition.format),
                "outputs": built.outputs,
                "seconds": round(built.seconds, 3),
                "path": str(_place(project, built.edition)),
            }
            for built in report.results["built"]
        ],
        "crashed": [
            {"language": crash.language, "trace": crash.trace}
            for crash in report.results["crashed"]
        ],
        "diagnostics": [diagnostic.as_dict() for diagnostic in report.diagnostics],
    }
