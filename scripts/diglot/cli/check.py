"""diglot check: arguments, the problems and the summary by check."""

from __future__ import annotations

import argparse
import inspect
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.table import Table

from diglot.actions.selection import Selection
from diglot.catalog.progress import Progress
from diglot.cli import github, options
from diglot.cli.hints import is_new
from diglot.cli.language import shown
from diglot.cli.output import Output, counted, counts
from diglot.core.codes import AnyCode, Code, read_code
from diglot.core.diagnostic import Diagnostic, Report, Severity
from diglot.core.errors import UsageError
from diglot.core.i18n import Message, _, clauses, listed
from diglot.core.project import Project
from diglot.core.suggestions import suggestion

if TYPE_CHECKING:
    from diglot.checks.message import Check

EXAMPLES = {
    "diglot check": _("check everything"),
    "diglot check chapter --select links": _("look for wrong links in one document"),
    "diglot check --explain numbers": _("explain a diagnostic"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.add_argument(
        "documents",
        nargs="*",
        metavar="DOCUMENT",
        help=_("a document's name, its file or its catalog; default: all"),
    )
    options.add_project(parser)
    options.add_language(parser)
    for option, meaning in (
        ("select", _("show only what has this code (repeatable; several with commas)")),
        ("ignore", _("show nothing that has this code (repeatable; several with commas)")),
    ):
        parser.add_argument(
            f"--{option}", action="append", default=[], metavar="CODE", help=meaning
        )
    parser.add_argument(
        "--fail-under",
        type=options.percentage,
        metavar="PERCENT",
        help=_("fail if less than this percentage is translated"),
    )
    parser.add_argument("--explain", metavar="CODE", help=_("explain this code, and check nothing"))
    options.add_strict(parser)
    options.add_output(parser, github=_("annotations of a workflow"))


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Check sources and catalogs; show what is wrong, where, and what to do."""
    from diglot.actions.check import check

    if arguments.explain:
        for code in _codes([arguments.explain]):
            output.say(_explanation(code))
        return options.CLEAN
    options.require_percentage(arguments.fail_under)
    project = options.load(arguments)
    selection = Selection(
        tuple(arguments.documents), _codes(arguments.select), _codes(arguments.ignore)
    )
    languages = options.targets(project, arguments.language)
    report = check(
        project,
        languages,
        selection,
        fail_under=arguments.fail_under,
        strict=arguments.strict,
    )
    report = replace(report, diagnostics=output.few(report.diagnostics))
    shown = [
        diagnostic for diagnostic in report.diagnostics if _is_shown(diagnostic, selection, output)
    ]
    if output.format == "github":
        github.annotate(shown, project.root, output)
    else:
        output.diagnostics(shown)
    if not output.quiet and not output.is_json:
        _summary(project, report, len(shown), output)
    output.data(
        {
            "diagnostics": [diagnostic.as_dict() for diagnostic in report.diagnostics],
            "compared": report.results["compared"],
            "progress": {
                tag: _share(progress) for tag, progress in report.results["progress"].items()
            },
        }
    )
    failed = report.count(Severity.ERROR)
    if failed or (arguments.strict and report.count(Severity.WARNING)):
        return options.PROBLEMS
    return options.CLEAN


def _is_shown(diagnostic: Diagnostic, selection: Selection, output: Output) -> bool:
    """Return whether a diagnostic is printed; those that only inform are, on request."""
    if diagnostic.severity is not Severity.INFO:
        return True
    return (output.verbose or bool(selection.selected)) and not output.quiet


def _codes(asked: list[str]) -> frozenset[AnyCode]:
    names = [name.strip() for listed in asked for name in listed.split(",") if name.strip()]
    if unknown := [name for name in names if name not in set(Code)]:
        _require_plugin_codes(unknown)
    return frozenset(map(read_code, names))


def _require_plugin_codes(names: list[str]) -> None:
    """Raise UsageError for names that no check of another distribution has."""
    from diglot.checks.plugins import load_plugins

    plugins = load_plugins()
    known = [check.code for check in plugins.checks]
    for name in names:
        if name not in known:
            codes = [*map(str, Code), *known]
            hint = suggestion(name, codes, _("codes: {codes}", codes=", ".join(codes)))
            broken = [problem.message for problem in plugins.problems]
            raise UsageError(
                _("there is no code {name!r}", name=name), hint=clauses([hint, *broken])
            )


def _explanation(code: AnyCode) -> str:
    """Return what a code means, and how its check explains itself."""
    from diglot.checks.plugins import load_plugins
    from diglot.checks.table import CHECKS

    if isinstance(code, Code):
        checks: tuple[Check, ...] = CHECKS
        meaning = code.sentence
    else:
        checks = load_plugins().checks
        provider = next(check.provider for check in checks if check.code == code)
        meaning = _("A check of {provider}.", provider=provider)
    docs = [explanation_of(check) for check in checks if check.code == code]
    return "\n\n".join([str(code), *map(shown, (meaning, *docs))])


def explanation_of(check: Check) -> Message:
    """Return how a check explains itself, in its docstring."""
    return Message(inspect.getdoc(check.find) or "", {})


# --- the summary


def _summary(project: Project, report: Report, shown: int, output: Output) -> None:
    if report.diagnostics:
        output.table(_table(report))
    for tag, progress in report.results["progress"].items():
        output.say(
            _(
                "{language}: {translated} of {total} messages are translated",
                language=tag,
                translated=progress.translated,
                total=progress.total,
            )
        )
    if project.targets and not report.results["compared"]:
        output.say(options.NOT_COMPARED)
    if any(found.location and found.location.msgid for found in report.diagnostics):
        output.say(_("if a message is right as it is, give it the flag `#, ignore-CHECK`"))
    if shown < len(report.diagnostics):
        output.say(_("-v also shows infos"))
    has_english = any(language.base == "en" for language in project.targets)
    if not report.results["spelling"] and has_english and is_new(project, "spelling"):
        output.say(_("spelling was not checked; `pip install codespell` enables it"))
    output.say(_verdict(report))


def _table(report: Report) -> Table:
    numbers: dict[AnyCode, Counter[Severity]] = defaultdict(Counter)
    for diagnostic in report.diagnostics:
        numbers[diagnostic.code][diagnostic.severity] += 1
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for code in sorted(numbers, key=lambda code: (_worst(numbers[code]), code)):
        table.add_row(code, *_cells(numbers[code]))
    return table


def _worst(count: Counter[Severity]) -> int:
    return next(index for index, severity in enumerate(Severity) if count[severity])


def _cells(count: Counter[Severity]) -> list[str]:
    return [counted(count[severity], severity) if count[severity] else "" for severity in Severity]


def _verdict(report: Report) -> str:
    infos = report.count(Severity.INFO)
    return listed([counts(report), *([counted(infos, Severity.INFO)] if infos else [])])


def _share(progress: Progress) -> dict[str, int]:
    return {
        "translated": progress.translated,
        "fuzzy": progress.fuzzy,
        "untranslated": progress.untranslated,
        "total": progress.total,
    }
