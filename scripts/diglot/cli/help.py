"""diglot help: the help of a verb, or the list of verbs."""

from __future__ import annotations

import argparse

from diglot.cli import options
from diglot.cli.output import Output
from diglot.core.i18n import _

EXAMPLES = {"diglot help build": _("show the help of build")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    parser.add_argument("topic", nargs="?", metavar="COMMAND", help=_("the command (default: all)"))
    parser.set_defaults(format="human", quiet=False, verbose=False)


def run(arguments: argparse.Namespace, _output: Output) -> int:
    """Print the help."""
    # The parser imports this module.
    from diglot.cli.parser import parser_for, whole_parser

    if arguments.topic:
        parser_for([arguments.topic]).parse_args([arguments.topic, "--help"])
    whole_parser().print_help()
    return options.CLEAN
