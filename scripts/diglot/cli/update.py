"""diglot update: arguments and the list of catalogs that changed."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from diglot.cli import options
from diglot.cli.output import Output
from diglot.core.diagnostic import Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    options.add_project(parser)
    options.add_language(parser)
    options.add_dry_run(parser)
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Update the catalogs and name those that changed."""
    from diglot.actions.update import update

    project = options.load(arguments)
    report = update(
        project, options.targets(project, arguments.language), dry_run=arguments.dry_run
    )
    show(report, output, dry_run=arguments.dry_run)
    return options.CLEAN


def show(report: Report, output: Output, *, dry_run: bool) -> None:
    """Print what an update did, or would do."""
    changes = report.results["changes"]
    for change in changes:
        output.say(f"{change.change:>8}  {change.path}")
    if not changes:
        output.say("all catalogs are up to date")
    elif dry_run:
        output.say("nothing was written (--dry-run)")
    output.data([asdict(change) for change in changes])
