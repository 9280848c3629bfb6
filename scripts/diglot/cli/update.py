"""diglot update: arguments and the list of catalogs and messages that changed."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from diglot.cli import options
from diglot.cli.language import shown
from diglot.cli.output import Output
from diglot.core.diagnostic import Report, Severity
from diglot.core.i18n import _, listed

EXAMPLES = {
    "diglot update --dry-run": _("show what would change"),
    "diglot update --language en": _("update the English catalogs"),
}

if TYPE_CHECKING:
    from diglot.actions.update import CatalogChange
    from diglot.catalog.changes import MessageChange

_WIDTH = 60
_WORDS = {
    "new": _("new"),
    "updated": _("updated"),
    "renamed": _("renamed"),
    "removed": _("removed"),
    "moved": _("moved"),
    "restored": _("restored"),
    "edited": _("edited"),
    "offered": _("offered"),
    "split": _("split"),
    "joined": _("joined"),
    "similar": _("similar"),
    "obsolete": _("obsolete"),
    "dropped": _("dropped"),
    "settled": _("settled"),
    "relocated": _("relocated"),
    "remembered": _("remembered"),
}
"""What became of a catalog (`Change`) or of a message (`ChangeKind`)."""
_QUIET_KINDS = frozenset({"relocated", "settled", "dropped"})
"""What a translator need not look at, one by one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    options.add_project(parser)
    options.add_language(parser)
    parser.add_argument(
        "--prune",
        action="store_true",
        help=_("remove catalogs without a document; the memory keeps their translations"),
    )
    parser.add_argument(
        "--refresh",
        action="store_true",
        help=_("bring unchanged messages into the order of the text too, with their locations"),
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help=_("write nothing, and fail if anything would change"),
    )
    options.add_dry_run(parser)
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Update the catalogs and name those that changed."""
    from diglot.actions.update import Options, update

    project = options.load(arguments)
    dry_run = arguments.dry_run or arguments.check
    chosen = Options(dry_run, arguments.prune, arguments.refresh)
    report = update(project, options.targets(project, arguments.language), chosen)
    show(report, output, dry_run=dry_run)
    is_behind = arguments.check and report.results["changes"]
    return options.PROBLEMS if is_behind or report.count(Severity.ERROR) else options.CLEAN


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
        output.say(_("all catalogs are up to date"))
    elif dry_run:
        output.say(_("nothing was written; `diglot update` writes it"))
    output.data(
        {
            "changes": [_as_data(change) for change in changes],
            "diagnostics": [diagnostic.as_dict() for diagnostic in report.diagnostics],
        }
    )


def _catalog_line(change: CatalogChange) -> str:
    path = change.path
    if change.former:
        path = _("{path} (was {former})", path=path, former=change.former)
    tally = Counter(str(message.kind) for message in change.messages)
    counts = listed(
        _("{number} {kind}", number=number, kind=_WORDS[kind]) for kind, number in tally.items()
    )
    what = _("{path}: {counts}", path=path, counts=counts) if counts else path
    return f"{_right(shown(_WORDS[change.change]), 8)}  {shown(what)}"


def _message_line(message: MessageChange) -> str:
    text = " ".join(message.msgid.split())
    text = text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
    source = message.came_from if message.came_from != message.domain else None
    facts = [
        *([_("from {document}", document=source)] if source else []),
        *([_("{score:.0f} % alike", score=message.score)] if message.score is not None else []),
    ]
    line = f"{_right(shown(_WORDS[message.kind]), 14)}  {text}"
    return line + (f"  ({shown(listed(facts))})" if facts else "")


def _right(word: str, width: int) -> str:
    return " " * (width - cell_len(word)) + word


def _as_data(change: CatalogChange) -> dict[str, Any]:
    messages = [
        {
            "kind": str(message.kind),
            "msgid": message.msgid,
            **({"from": message.came_from} if message.came_from else {}),
            **({"score": round(message.score, 1)} if message.score is not None else {}),
        }
        for message in change.messages
    ]
    former = {"former": change.former} if change.former else {}
    return {
        "path": change.path,
        "language": change.language,
        "change": str(change.change),
        **former,
        "messages": messages,
    }
