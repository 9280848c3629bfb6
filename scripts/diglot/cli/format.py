"""diglot format: arguments and the list of catalogs that were rewritten."""

from __future__ import annotations

import argparse

from diglot.cli import options
from diglot.cli.output import Output
from diglot.core.diagnostic import Severity
from diglot.core.i18n import _

DESCRIPTION = _(
    "Write catalogs as `msgcat --no-wrap` does: UTF-8, each string on one line, locations without "
    "line numbers, obsolete messages last. Their contents do not change; each catalog is read "
    "back before it is overwritten. Running this once is enough: `diglot update` keeps the "
    "format. In Poedit, switch wrapping off; in Weblate, set the line width to 65535."
)
EXAMPLES = {
    "diglot format --dry-run": _("name the catalogs that would change"),
    "diglot format --repair": _("make catalogs readable that gettext rejects"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    options.add_project(parser)
    options.add_language(parser)
    parser.add_argument(
        "--repair",
        action="store_true",
        help=_("also make readable what gettext rejects; what fits nowhere becomes a comment"),
    )
    options.add_dry_run(parser)
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Format the catalogs and name those that changed."""
    from diglot.actions.format import format_catalogs

    project = options.load(arguments)
    report = format_catalogs(
        project,
        options.targets(project, arguments.language),
        dry_run=arguments.dry_run,
        repair=arguments.repair,
    )
    output.diagnostics(report.diagnostics)
    formatted: list[str] = report.results["formatted"]
    for path in formatted:
        output.say(path)
    if not formatted:
        output.say(_("nothing to format"))
    elif arguments.dry_run:
        output.say(_("nothing was written (--dry-run)"))
    diagnostics = [diagnostic.as_dict() for diagnostic in report.diagnostics]
    output.data({"formatted": formatted, "diagnostics": diagnostics})
    return options.PROBLEMS if report.count(Severity.ERROR) else options.CLEAN
