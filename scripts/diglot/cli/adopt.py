"""diglot adopt: what a team already has becomes a project, or at first a report on it."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.cli import options
from diglot.cli.output import Output
from diglot.core.errors import UsageError
from diglot.core.i18n import _, ngettext

if TYPE_CHECKING:
    from diglot.adopt.survey import Survey
    from diglot.adopt.trees import Trees

_MOST_SHOWN = 10

DESCRIPTION = _(
    "Look at what you already have: pages in two languages, as folders or files beside each "
    "other. You are told what was found; nothing is written."
)
EXAMPLES = {
    "diglot adopt docs": _("say what was found, and write nothing"),
    "diglot adopt docs --languages zh_CN,en": _("say in which languages the pages are"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.add_argument(
        "folder",
        type=Path,
        metavar="FOLDER",
        nargs="?",
        default=Path(),
        help=_("what to take over (default: here)"),
    )
    parser.add_argument(
        "--languages",
        metavar="LIST",
        help=_("Sphinx's language tags, that of the sources first: zh_CN,en"),
    )
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Look at the folder, say what is there, and do what was asked for."""
    from diglot.actions.adopt import look

    folder: Path = arguments.folder.resolve()
    if not folder.is_dir():
        raise UsageError(
            _("there is no folder {folder}", folder=folder),
            hint=_("name the folder that holds the pages in both languages"),
        )
    found, report = look(folder, _languages(arguments.languages))
    _tell(found, output)
    output.data(report.results)
    return options.CLEAN


def _languages(stated: str | None) -> tuple[str, str] | None:
    from diglot.sphinxext.config.language_tags import is_tag, wrong_tag

    if stated is None:
        return None
    tags = re.findall(r"[^\s,，、]+", stated)
    for tag in tags:
        if not is_tag(tag):
            message, hint = wrong_tag(tag)
            raise UsageError(message, hint=hint)
    match tags:
        case [source, target] if source != target:
            return source, target
    raise UsageError(
        _("two trees are in two languages, not {stated!r}", stated=stated),
        hint=_("name the language of the sources and the other one: zh_CN,en"),
    )


def _tell(found: Survey, output: Output) -> None:
    """Say what a folder holds."""
    from diglot.adopt.survey import Kind

    if found.trees:
        _tell_trees(found, found.trees, output)
    elif found.kind is Kind.CATALOGS:
        output.say(_("a Sphinx project with catalogs"))
    else:
        output.say(_("no page was found in two languages"))


def _tell_trees(found: Survey, trees: Trees, output: Output) -> None:
    output.say(
        _(
            "two parallel trees in {folder}: {source} and {target}",
            folder=found.folder / trees.root,
            source=trees.source,
            target=trees.target,
        )
    )
    output.say(_("markup: {dialect}", dialect=str(found.dialect)))
    number = len(trees.paired)
    output.say(ngettext("{number} page in both", "{number} pages in both", number))
    alone = {trees.source: trees.only_source, trees.target: trees.only_target}
    for tag, paths in alone.items():
        if paths:
            output.say(
                ngettext(
                    "{number} page in {language} alone:",
                    "{number} pages in {language} alone:",
                    len(paths),
                    language=tag,
                )
            )
            _list(paths, output)
    if trees.outside:
        output.say(_("left out, since they lie elsewhere:"))
        _list([f"{pair.source}, {pair.target}" for pair in trees.outside], output)


def _list(paths: list[str], output: Output) -> None:
    shown = paths if output.verbose else paths[:_MOST_SHOWN]
    for path in shown:
        output.say(f"  {path}")
    if more := len(paths) - len(shown):
        output.say(_("  and {number} more, which --verbose shows", number=more))
