"""The `diglot` command: finds the verb, runs it, turns what comes back into an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Protocol

# All else is imported in functions, where an interruption is expected: a short command spends most
# of its time on imports.
if TYPE_CHECKING:
    import argparse

    from diglot.cli.output import Output
    from diglot.core.errors import DiglotError

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
_STOPPED = "stopped; what was unfinished will be made anew by the next run"
_INTERRUPTED = 130


class _Verb(Protocol):
    """What a verb's module offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace, output: Output) -> int: ...


def entry() -> None:
    """Run the command line and leave the process with its exit code."""
    code = main(sys.argv[1:])
    if code == _INTERRUPTED:
        # Who is impatient presses Ctrl-C twice.
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


def main(arguments: list[str]) -> int:
    """Run the command line on `arguments` and return the exit code.

    0 is clean, 1 problems in the content, 2 a wrong call, 130 an interruption.
    """
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write(f"{_STOPPED}\n")
        return _INTERRUPTED


def _run(arguments: list[str]) -> int:
    from diglot.cli.console import accept_all_characters
    from diglot.cli.options import CLEAN
    from diglot.cli.output import Output
    from diglot.core.errors import DiglotError

    accept_all_characters()
    parsed = _parser().parse_args(arguments)
    output = Output.for_arguments(parsed)
    try:
        os.getcwd()  # noqa: PTH109 - raises OSError where it is gone
        code = _module(parsed.verb).run(parsed, output)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _discard_output()
        return CLEAN
    except DiglotError as error:
        return _fail(error, output)
    except OSError as error:
        answer = _explained(error)
        if answer is None:
            raise
        if not error.filename:
            _discard_output()
        return _fail(answer, output)
    return code


def _fail(error: DiglotError, output: Output) -> int:
    from diglot.cli.options import PROBLEMS, USAGE
    from diglot.core.errors import UsageError

    output.failure(error)
    return USAGE if isinstance(error, UsageError) else PROBLEMS


def _explained(error: OSError) -> DiglotError | None:
    """Return what to tell of an error that is the system's refusal; None where it is a bug."""
    from pathlib import Path

    from diglot.core.system_errors import refusal

    try:
        here = Path.cwd()
    except OSError as gone:
        return refusal(gone)
    return refusal(error, here)


def _discard_output() -> None:
    """Let nothing be written to stdout any more: Python would try once more when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _parser() -> argparse.ArgumentParser:
    import argparse

    from diglot import __version__

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
    from importlib import import_module
    from keyword import iskeyword

    # A module cannot be called `import` or have a hyphen.
    name = verb.replace("-", "_") + ("_" if iskeyword(verb) else "")
    module: _Verb = import_module(f"diglot.cli.{name}")
    return module
