"""Processes in which Typst works, and those handouts that are typeset when all else has ended.

It knows nothing of Typst itself, so that whoever waits for such a process is small.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

ENDED = "ended"
"""A file beside a postponed job: the exit code of a process that has left nothing else."""

# How glibc gives memory out (mallopt(3)), which other systems pass over: what Typst no longer needs
# is the system's at once, of whichever of its threads it was. It saves 1 to 2.5 per cent.
_ALLOCATION = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}


def start(code: str) -> subprocess.Popen[bytes]:
    """Start a Python that runs `code`, which must end when its standard input does.

    It is no fork, for Typst's threads would not come along; nor a process of multiprocessing, which
    would run the script once more that has started Sphinx.
    """
    return subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_ALLOCATION | os.environ,
        # The terminal would interrupt both; this process is the one to say so.
        start_new_session=True,
    )


def print_postponed(
    folders: Sequence[Path], at_once: int, on_printed: Callable[[Path], None]
) -> None:
    """Typeset what `diglot.typeset.postponed` has left in these folders, so many `at_once`.

    `on_printed` is called with each when it is through.
    """
    processes: list[subprocess.Popen[bytes]] = []
    with ThreadPoolExecutor(at_once) as pool:
        waiting = {pool.submit(_print, folder, processes): folder for folder in folders}
        try:
            for done in as_completed(waiting):
                done.result()
                on_printed(waiting[done])
        finally:
            for unbegun in waiting:
                unbegun.cancel()
            for process in processes:
                process.kill()


def _print(folder: Path, processes: list[subprocess.Popen[bytes]]) -> None:
    code = f"from diglot.typeset.postponed import print_from; print_from({str(folder)!r})"
    with start(code) as process:
        processes.append(process)
        process.stdout.read()  # type: ignore[union-attr]  # a pipe, as asked for
        ended = process.wait()
    if ended:
        (folder / ENDED).write_text(str(ended), "ascii")
