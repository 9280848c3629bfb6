"""diglot adopt: what a team already has becomes a project, or at first a report on it."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from diglot.cli import adopt_catalogs, options
from diglot.cli.adopt_trees import tell, tell_next, write
from diglot.cli.output import Output
from diglot.core.errors import UsageError
from diglot.core.i18n import _

DESCRIPTION = _(
    "Take over what you already have: pages in two languages, as folders or files beside each "
    "other, or a Sphinx project with catalogs. Without --write nothing is written, and the "
    "command only reports what it has found and would do."
)
EXAMPLES = {
    "diglot adopt docs": _("say what was found, and write nothing"),
    "diglot adopt docs --languages zh_CN,en --write --into book": _(
        "make a project of it in the new folder book"
    ),
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
    parser.add_argument("--write", action="store_true", help=_("do it, instead of only reporting"))
    parser.add_argument(
        "--into",
        type=Path,
        metavar="FOLDER",
        help=_("where the project goes; it must be empty or new"),
    )
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Look at the folder, say what is there, and do what was asked for."""
    from diglot.actions.adopt import look
    from diglot.adopt.survey import Kind

    folder: Path = arguments.folder.resolve()
    if not folder.is_dir():
        raise UsageError(
            _("there is no folder {folder}", folder=folder),
            hint=_("name the folder that holds the pages in both languages"),
        )
    found, report = look(folder, _languages(arguments.languages))
    if found.kind is Kind.CATALOGS:
        return adopt_catalogs.run(folder, output, write=arguments.write, into=arguments.into)
    tell(found, output)
    if arguments.write:
        report = write(found, report, arguments, output)
    elif found.trees:
        tell_next(found.trees, arguments, output)
    output.data(
        {
            **report.results,
            "diagnostics": [diagnostic.as_dict() for diagnostic in report.diagnostics],
        }
    )
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
