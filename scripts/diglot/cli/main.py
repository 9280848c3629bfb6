"""The `diglot` command: finds the verb, runs it, turns what comes back into an exit code."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Protocol

from diglot import __version__
from diglot.cli.options import CLEAN, INTERRUPTED, PROBLEMS, USAGE
from diglot.cli.output import Output
from diglot.core.errors import DiglotError, UsageError

_VERBS = {
    "build": "build sites and handouts",
    "update": "bring the catalogs up to date with the sources",
    "check": "find what is wrong before a reader does",
    "format": "write the catalogs in canonical format",
    "merge-po": "merge catalogs for git",
    "status": "show how far the translation is",
    "init": "begin a new language",
    "export": "hand messages and terms to translators",
    "import": "take back what translators did",
}


class _Verb(Protocol):
    """What a verb's module offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace, output: Output) -> int: ...


def entry() -> None:
    """Run the command line and leave the process with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Run the command line on `arguments` and return the exit code.

    0 is clean, 1 problems in the content, 2 a wrong call, 130 an interruption.
    """
    parsed = _parser().parse_args(arguments)
    verb = _module(parsed.verb)
    output = Output.for_arguments(parsed)
    try:
        return verb.run(parsed, output)
    except UsageError as error:
        output.failure(error)
        return USAGE
    except DiglotError as error:
        output.failure(error)
        return PROBLEMS
    except KeyboardInterrupt:
        output.interrupted()
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        return CLEAN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="diglot",
        description="One MyST source, two languages: web sites and PDF handouts.",
    )
    parser.add_argument("--version", action="version", version=f"diglot {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, meaning in _VERBS.items():
        each = verbs.add_parser(name, help=meaning, description=f"diglot {name}: {meaning}.")
        _module(name).add_arguments(each)
    return parser


def _module(verb: str) -> _Verb:
    # A module cannot be called `import` or have a hyphen.
    name = verb.replace("-", "_") + ("_" if iskeyword(verb) else "")
    module: _Verb = import_module(f"diglot.cli.{name}")
    return module
