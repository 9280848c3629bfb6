"""diglot merge-po: git's merge driver for catalogs."""

from __future__ import annotations

import argparse
from pathlib import Path

from diglot.cli import options
from diglot.cli.output import Output
from diglot.core.i18n import _

DESCRIPTION = _(
    "Merge two edits of a catalog message by message, as git's merge driver. Tell git once:\n"
    "\n"
    '  git config merge.diglot.name "catalogs, message by message"\n'
    '  git config merge.diglot.driver "diglot merge-po %O %A %B --name %P"\n'
    '  echo "*.po merge=diglot" >> .gitattributes\n'
    "\n"
    "The result is written to OURS. Where both sides translated a message differently, the entry "
    "keeps both translations, each under a line `#-#-#-#-#  ours  #-#-#-#-#` (gettext's own mark), "
    "and is fuzzy, so that readers see neither; `diglot status` and `diglot check` name it. Exit "
    "code 0: merged; 1: a person has to choose."
)
EXAMPLES = {
    "diglot merge-po base.po ours.po theirs.po": _("merge into ours.po"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    for name, meaning in (
        ("base", _("the version that both sides began with (%%O)")),
        ("ours", _("our side, which becomes the result (%%A)")),
        ("theirs", _("their side (%%B)")),
    ):
        parser.add_argument(name, type=Path, metavar=name.upper(), help=meaning)
    parser.add_argument("--name", metavar="PATH", help=_("the catalog's name in messages (%%P)"))
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Merge the catalogs and name the messages that a person has to decide."""
    from diglot.actions.merge import merge_catalogs

    name: str = arguments.name or arguments.ours.as_posix()
    report = merge_catalogs(arguments.base, arguments.ours, arguments.theirs, name)
    output.diagnostics(report.diagnostics)
    output.data({"diagnostics": [diagnostic.as_dict() for diagnostic in report.diagnostics]})
    return options.PROBLEMS if report.diagnostics else options.CLEAN
