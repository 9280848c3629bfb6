"""The `diglot` command: finds the verb, runs it, turns what comes back into an exit code."""

from __future__ import annotations

import sys


def entry() -> None:
    """Run the command line and leave the process with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Run the command line on `arguments` and return the exit code."""
    del arguments
    return 2
