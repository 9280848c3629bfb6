"""Commands of Python in processes of their own, without paying for the imports each time.

A server that has imported Sphinx and diglot, but done nothing with them, forks a process for each
command, as `diglot build` does for each language. What a command leaves in its process, such as
Sphinx's registered nodes, goes with it.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from pathlib import Path
from subprocess import CompletedProcess

import pytest


def run_module(
    name: str,
    *arguments: str,
    cwd: Path | None = None,
    before: Callable[[], None] | None = None,
    packages: Path | None = None,
) -> CompletedProcess[str]:
    """Do what `python -m NAME ARGUMENTS` does in a folder; return what it printed.

    `before`, of a module that is no test's, is called in its process before the command runs.
    In the folder `packages` more packages are installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        outputs = [Path(folder, stream) for stream in ("stdout", "stderr")]
        process = _server().Process(
            target=_run,
            args=(name, arguments, cwd or Path.cwd(), dict(os.environ), outputs, before, packages),
        )
        process.start()
        process.join()
        printed = [output.read_text("utf-8") for output in outputs]
        assert process.exitcode is not None
        return CompletedProcess([name, *arguments], process.exitcode, *printed)


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["warm"])
    with pytest.MonkeyPatch.context() as patch:
        # The server has a path of its own, and passes over what it cannot import.
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        forkserver.ensure_running()
    return context


def _run(
    name: str,
    arguments: Sequence[str],
    cwd: Path,
    environment: dict[str, str],
    outputs: list[Path],
    before: Callable[[], None] | None,
    packages: Path | None,
) -> None:
    assert "warm" in sys.modules
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    for descriptor, output in zip((1, 2), outputs, strict=True):
        target = os.open(output, os.O_WRONLY | os.O_CREAT)
        os.dup2(target, descriptor)
        os.close(target)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(
        2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False
    )
    sys.argv = [name, *arguments]
    sys.path[:0] = map(str, filter(None, (cwd, packages)))
    if before is not None:
        before()
    runpy.run_module(name, run_name="__main__", alter_sys=True)
