"""diglot update: arguments and the list of catalogs and messages that changed."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING, Any

from diglot.cli import options
from diglot.cli.output import Output
from diglot.core.diagnostic import Report, Severity

if TYPE_CHECKING:
    from diglot.actions.update import CatalogChange
    from diglot.catalog.changes import MessageChange

_WIDTH = 60
_QUIET_KINDS = frozenset({"relocated", "settled", "dropped"})
"""What a translator need not look at, one by one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    options.add_project(parser)
    options.add_language(parser)
    parser.add_argument(
        "--prune",
        action="store_true",
        help="remove catalogs without a document; the memory keeps their translations",
    )
    parser.add_argument(
        "--refresh",
        action="store_true",
        help="bring unchanged messages into the order of the text too, with their locations",
    )
    options.add_dry_run(parser)
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Update the catalogs and name those that changed."""
    from diglot.actions.update import Options, update

    project = options.load(arguments)
    chosen = Options(arguments.dry_run, arguments.prune, arguments.refresh)
    report = update(project, options.targets(project, arguments.language), chosen)
    show(report, output, dry_run=arguments.dry_run)
    return options.PROBLEMS if report.count(Severity.ERROR) else options.CLEAN


def show(report: Report, output: Output, *, dry_run: bool) -> None:
    """Print what an update did, or would do; each message with --dry-run or --verbose."""
    output.diagnostics(report.diagnostics)
    changes: list[CatalogChange] = report.results["changes"]
    for change in changes:
        output.say(_catalog_line(change))
        if dry_run or output.verbose:
            for message in change.messages:
                if output.verbose or message.kind not in _QUIET_KINDS:
                    output.say(_message_line(message))
    if not changes:
        output.say("all catalogs are up to date")
    elif dry_run:
        output.say("nothing was written (--dry-run)")
    output.data(
        {
            "changes": [_as_data(change) for change in changes],
            "diagnostics": [one.as_dict() for one in report.diagnostics],
        }
    )


def _catalog_line(change: CatalogChange) -> str:
    former = f" (was {change.former})" if change.former else ""
    tally = Counter(str(message.kind) for message in change.messages)
    counts = ", ".join(f"{number} {kind}" for kind, number in tally.items())
    return f"{change.change:>8}  {change.path}{former}" + (f": {counts}" if counts else "")


def _message_line(message: MessageChange) -> str:
    text = " ".join(message.msgid.split())
    text = text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
    source = message.came_from if message.came_from != message.domain else None
    facts = [
        *([f"from {source}"] if source else []),
        *([f"{message.score:.0f} % alike"] if message.score is not None else []),
    ]
    return f"{message.kind:>14}  {text}" + (f"  ({', '.join(facts)})" if facts else "")


def _as_data(change: CatalogChange) -> dict[str, Any]:
    messages = [
        {
            "kind": str(one.kind),
            "msgid": one.msgid,
            **({"from": one.came_from} if one.came_from else {}),
            **({"score": round(one.score, 1)} if one.score is not None else {}),
        }
        for one in change.messages
    ]
    former = {"former": change.former} if change.former else {}
    return {
        "path": change.path,
        "language": change.language,
        "change": str(change.change),
        **former,
        "messages": messages,
    }
