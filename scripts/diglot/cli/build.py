"""diglot build: its arguments, and the report for people or for programs."""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import replace
from typing import Any

from diglot.cli import github, options
from diglot.cli.build_summary import path_from_here, place_of, print_crashes, print_summary
from diglot.cli.live import follow
from diglot.cli.output import Output
from diglot.core.diagnostic import Report, Severity
from diglot.core.errors import UsageError
from diglot.core.i18n import _
from diglot.core.project import Edition, Project

EXAMPLES = {
    "diglot build": _("build all sites, parallel text and handouts"),
    "diglot build en/handouts": _("build the English handouts"),
    "diglot build site --strict": _("build all sites; fail on any warning"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.add_argument(
        "editions",
        nargs="*",
        metavar="EDITION",
        help=_(
            "a language (en) or parallel, a format (site, handouts, epub) or both (en/handouts); "
            "default: all sites, parallel text and handouts"
        ),
    )
    options.add_project(parser)
    parser.add_argument("--fresh", action="store_true", help=_("build everything from scratch"))
    parser.add_argument(
        "-j",
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help=_("languages to build at the same time (default: one per processor)"),
    )
    options.add_strict(parser)
    options.add_dry_run(parser)
    options.add_output(parser, github=_("annotations of a workflow"))


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Build the editions and say what was built, where, how long it took and what is wrong."""
    from diglot.actions.build import build

    if arguments.jobs < 1:
        raise UsageError(
            _("--jobs {number}: nothing would be built", number=arguments.jobs),
            hint=_("build at least one language at a time: --jobs 1"),
        )
    project = replace(options.load(arguments), check_handouts=arguments.strict)
    editions = project.select(arguments.editions)
    if arguments.dry_run:
        _plan(project, editions, output)
        return options.CLEAN
    started = time.monotonic()
    with follow(project, output) as on_event:
        report = build(
            project,
            editions,
            jobs=arguments.jobs,
            fresh=arguments.fresh,
            strict=arguments.strict,
            on_event=on_event,
        )
    report = replace(report, diagnostics=output.few(report.diagnostics))
    if output.format == "github":
        github.annotate(report.diagnostics, project.root, output)
        github.annotate_crashes(report.results["crashed"], output)
    else:
        output.diagnostics(report.diagnostics)
        print_crashes(report.results["crashed"], output)
    if not output.quiet and not output.is_json:
        print_summary(project, report, time.monotonic() - started, output)
    output.data(_as_data(project, report))
    return _exit_code(report, strict=arguments.strict)


def _plan(project: Project, editions: tuple[Edition, ...], output: Output) -> None:
    for edition in editions:
        output.say(
            f"{edition.reading}/{edition.format} → {path_from_here(place_of(project, edition))}"
        )
    output.data({"editions": [_edition_data(edition) for edition in editions]})


def _exit_code(report: Report, *, strict: bool) -> int:
    results = report.results
    failed = (
        results["failed"]
        or results["crashed"]
        or any(built.failed for built in results["built"])
        or report.count(Severity.ERROR)
    )
    if failed or (strict and report.count(Severity.WARNING)):
        return options.PROBLEMS
    return options.CLEAN


def _as_data(project: Project, report: Report) -> dict[str, Any]:
    return {
        "built": [
            {
                **_edition_data(built.edition),
                "outputs": built.outputs,
                "failed": list(built.failed),
                "seconds": round(built.seconds, 3),
                "path": project.shown(place_of(project, built.edition)),
            }
            for built in report.results["built"]
        ],
        "failed": [_edition_data(edition) for edition in report.results["failed"]],
        "crashed": [
            {"language": crash.language, "trace": str(crash.trace)}
            for crash in report.results["crashed"]
        ],
        "diagnostics": [diagnostic.as_dict() for diagnostic in report.diagnostics],
    }


def _edition_data(edition: Edition) -> dict[str, str]:
    return {
        "language": edition.language,
        "partner": edition.partner,
        "format": str(edition.format),
    }
