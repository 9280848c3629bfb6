"""diglot status."""

from __future__ import annotations

import argparse

from diglot.cli import options
from diglot.cli.output import Output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb understands."""
    options.add_project(parser)
    options.add_output(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Run the verb."""
    del arguments, output
    return options.USAGE
