"""The `diglot` command: finds the verb, runs it, turns what comes back into an exit code."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

# All else is imported in functions, where an interruption is expected: a short command spends most
# of its time on imports.
if TYPE_CHECKING:
    from typing import TextIO

    from diglot.cli.output import Output
    from diglot.core.errors import DiglotError

_INTERRUPTED = 130


def entry() -> None:
    """Run the command line and leave the process with its exit code."""
    # Python looks for garbage every 700 objects, of which modules and catalogs have thousands.
    gc.set_threshold(50_000, 20, 100)
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
        from contextlib import nullcontext

        from diglot.cli.console import accept_all_characters, results_alone
        from diglot.cli.output import asks_for_json

        accept_all_characters()
        with results_alone() if asks_for_json(arguments) else nullcontext(sys.stdout) as results:
            return _run(arguments, results)
    except KeyboardInterrupt:
        from diglot.cli.language import shown
        from diglot.core.i18n import _

        stopped = _("stopped; the next run will redo what was unfinished")
        sys.stderr.write(f"{shown(stopped)}\n")
        return _INTERRUPTED


def _run(arguments: list[str], results: TextIO) -> int:
    from diglot.cli.options import CLEAN
    from diglot.cli.output import Output
    from diglot.cli.parser import parser_for, verb_module, whole_parser
    from diglot.core.errors import DiglotError

    output = Output.for_failures(arguments, results)
    try:
        parsed = parser_for(arguments, in_english=output.is_json).parse_args(arguments)
        if parsed.verb is None:
            whole_parser().print_help()
            return CLEAN
        output = Output.for_arguments(parsed, results)
        os.getcwd()  # noqa: PTH109 - raises OSError where it is gone
        code = verb_module(parsed.verb).run(parsed, output)
        results.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _discard_output(results)
        return CLEAN
    except DiglotError as error:
        return _fail(error, output)
    except OSError as error:
        answer = _explained(error)
        if answer is None:
            raise
        if not error.filename:
            _discard_output(results)
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


def _discard_output(results: TextIO) -> None:
    """Let no result be written any more: Python would try once more when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, results.fileno())
    os.close(nowhere)
