"""diglot merge-po: git's merge driver for catalogs."""

from __future__ import annotations

import argparse
from pathlib import Path

from diglot.cli import options
from diglot.cli.output import Output

DESCRIPTION = """\
Merge two edits of a catalog message by message, as git's merge driver. Tell git once:

  git config merge.diglot.name "catalogs, message by message"
  git config merge.diglot.driver "diglot merge-po %O %A %B --name %P"
  echo "*.po merge=diglot" >> .gitattributes

The result is written to OURS. Where both sides translated a message differently, the entry
keeps both translations, each under a line `#-#-#-#-#  ours  #-#-#-#-#` (gettext's own mark),
and is fuzzy, so that readers see neither; `diglot status` and `diglot check` name it. Exit
code 0: merged; 1: a person has to choose."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.description = DESCRIPTION
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    for name, meaning in (
        ("base", "what both sides began with (%%O)"),
        ("ours", "our side, which becomes the result (%%A)"),
        ("theirs", "their side (%%B)"),
    ):
        parser.add_argument(name, type=Path, metavar=name.upper(), help=meaning)
    parser.add_argument("--name", metavar="PATH", help="the catalog's name in messages (%%P)")
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Merge the catalogs and name the messages that a person has to decide."""
    from diglot.actions.merge import merge_catalogs

    name: str = arguments.name or arguments.ours.as_posix()
    report = merge_catalogs(arguments.base, arguments.ours, arguments.theirs, name)
    output.diagnostics(report.diagnostics)
    output.data({"diagnostics": [one.as_dict() for one in report.diagnostics]})
    return options.PROBLEMS if report.diagnostics else options.CLEAN
