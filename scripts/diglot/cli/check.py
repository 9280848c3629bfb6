"""diglot check: arguments, the problems and the summary by check."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict

from rich.table import Table

from diglot.actions.selection import Selection
from diglot.catalog.progress import Progress
from diglot.cli import github, options
from diglot.cli.output import Output, counts
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Report, Severity
from diglot.core.errors import UsageError
from diglot.core.project import Project

_UNITS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.add_argument(
        "documents",
        nargs="*",
        metavar="DOCUMENT",
        help="a document's name, its file or its catalog; default: all",
    )
    options.add_project(parser)
    options.add_language(parser)
    for option, meaning in (
        ("select", "say only what has this code (repeatable, or several with commas)"),
        ("ignore", "say nothing that has this code (repeatable, or several with commas)"),
    ):
        parser.add_argument(
            f"--{option}", action="append", default=[], metavar="CODE", help=meaning
        )
    parser.add_argument(
        "--fail-under",
        type=_percentage,
        metavar="PERCENT",
        help="fail where less than this is translated, such as 100",
    )
    options.add_strict(parser)
    options.add_output(parser, github="annotations of a workflow")


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Check sources and catalogs; say what is wrong, where, and what to do."""
    from diglot.actions.check import check

    project = options.load(arguments)
    selection = Selection(
        tuple(arguments.documents), _codes(arguments.select), _codes(arguments.ignore)
    )
    languages = options.targets(project, arguments.language)
    report = check(project, languages, selection, fail_under=arguments.fail_under)
    told = [one for one in report.diagnostics if _is_told(one, selection, output)]
    if output.format == "github":
        github.annotate(told, project.root, output)
    else:
        output.diagnostics(told)
    if not output.quiet and not output.is_json:
        _summary(project, report, len(told), output)
    output.data(
        {
            "diagnostics": [one.as_dict() for one in report.diagnostics],
            "progress": {tag: _share(one) for tag, one in report.results["progress"].items()},
        }
    )
    failed = report.count(Severity.ERROR)
    if failed or (arguments.strict and report.count(Severity.WARNING)):
        return options.PROBLEMS
    return options.CLEAN


def _is_told(diagnostic: Diagnostic, selection: Selection, output: Output) -> bool:
    """Return whether a diagnostic is printed; remarks are, where somebody asks for them."""
    if diagnostic.severity is not Severity.INFO:
        return True
    return (output.verbose or bool(selection.selected)) and not output.quiet


def _percentage(text: str) -> float:
    value = float(text.removesuffix("%"))
    if not 0 <= value <= 100:
        raise argparse.ArgumentTypeError(f"{text} is no percentage")
    return value


def _codes(asked: list[str]) -> frozenset[Code]:
    names = [name.strip() for each in asked for name in each.split(",") if name.strip()]
    known = {str(code) for code in Code}
    for name in names:
        if name not in known:
            raise UsageError(f"there is no code {name!r}", hint=f"codes: {', '.join(Code)}")
    return frozenset(map(Code, names))


# --- the summary


def _summary(project: Project, report: Report, told: int, output: Output) -> None:
    if report.diagnostics:
        output.table(_table(report))
    for tag, progress in report.results["progress"].items():
        output.say(f"{tag}: {progress.translated} of {progress.total} messages are translated")
    if any(one.location and one.location.msgid for one in report.diagnostics):
        output.say("a message that is right as it is: give it the flag `#, ignore-CHECK`")
    if told < len(report.diagnostics):
        output.say("-v shows the remarks, too")
    if not report.results["spelling"] and any(
        one.tag.partition("_")[0] == "en" for one in project.targets
    ):
        output.say("spelling was not checked; `pip install codespell` makes it so")
    output.say(_verdict(report))


def _table(report: Report) -> Table:
    numbers: dict[Code, Counter[Severity]] = defaultdict(Counter)
    for one in report.diagnostics:
        numbers[one.code][one.severity] += 1
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for code in sorted(numbers, key=lambda code: (_worst(numbers[code]), code)):
        table.add_row(code, *(_counted(numbers[code][each], each) for each in Severity))
    return table


def _worst(count: Counter[Severity]) -> int:
    return next(index for index, severity in enumerate(Severity) if count[severity])


def _counted(number: int, severity: Severity) -> str:
    return f"{number} {_UNITS[severity]}{'' if number == 1 else 's'}" if number else ""


def _verdict(report: Report) -> str:
    remarks = _counted(report.count(Severity.INFO), Severity.INFO)
    return ", ".join(filter(None, (counts(report), remarks)))


def _share(progress: Progress) -> dict[str, int]:
    return {
        "translated": progress.translated,
        "fuzzy": progress.fuzzy,
        "untranslated": progress.untranslated,
        "total": progress.total,
    }
