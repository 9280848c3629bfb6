"""Commands of Python in processes of their own, without paying for the imports each time.

A server that has imported Sphinx and diglot, but done nothing with them, forks a process for each
command, as `diglot build` does for each language. What a command leaves in its process, such as
Sphinx's registered nodes, goes with it. What a command spawns is forked by the server, too.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import runpy
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from uuid import uuid4

import pytest

_OUTPUT = "DIGLOT_TESTS_OUTPUT"
"""The variable that names where a command prints, for the processes that it starts."""


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


class StartedCommand:
    """A command that runs, with what `subprocess.Popen` has of it; `stdout` is all it prints."""

    def __init__(self, folder: Path, name: str, *arguments: str, cwd: Path) -> None:
        output = folder / f"output-{uuid4().hex}"
        os.mkfifo(output)
        environment = {**os.environ, _OUTPUT: str(output)}
        self._process = _server().Process(
            target=_run, args=(name, arguments, cwd, environment, [output] * 2, None, None)
        )
        self._process.start()
        # It is there once the command has opened its side.
        self.stdout = output.open(encoding="utf-8", errors="replace")

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def wait(self, timeout: float) -> None:
        self._process.join(timeout)
        assert self.returncode is not None

    def communicate(self, timeout: float) -> tuple[str, None]:
        """Return what it still prints until it ends, with all that it has started."""
        with self.stdout:
            said = self.stdout.read()
        self.wait(timeout)
        return said, None


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["commands", "warm"])
    with pytest.MonkeyPatch.context() as patch:
        # The server has a path of its own, and passes over what it cannot import.
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        forkserver._forkserver.ensure_running()
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
    _move(cwd, environment)
    if sys.version_info < (3, 14):  # whose server answers nobody but the process that started it
        patch = pytest.MonkeyPatch()
        # This process was forked by the server, and would start another one.
        patch.setattr(forkserver._forkserver, "ensure_running", lambda: None)
        fork_what_is_spawned(patch)
    _print_into(outputs)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(
        2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False
    )
    # What packages have set up for their own programs, no process has that imports them later.
    logging.root.handlers.clear()
    logging.root.setLevel(logging.WARNING)
    sys.argv = [name, *arguments]
    sys.path[:0] = map(str, filter(None, (cwd, packages)))
    if before is not None:
        before()
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def _print_into(outputs: Sequence[Path]) -> None:
    for descriptor, output in zip((1, 2), outputs, strict=True):
        target = os.open(output, os.O_WRONLY | os.O_CREAT)
        os.dup2(target, descriptor)
        os.close(target)


def _move(folder: Path, environment: dict[str, str]) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)


class _Spawned(ForkServerProcess):
    """A process in the folder and with the environment of its parent, as spawned ones are."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._place = Path.cwd(), dict(os.environ)

    def run(self) -> None:
        _move(*self._place)
        if output := os.environ.get(_OUTPUT):
            _print_into([Path(output)] * 2)
        super().run()


class _SpawnContext(ForkServerContext):
    Process = _Spawned


def fork_what_is_spawned(patch: pytest.MonkeyPatch) -> None:
    """Let `multiprocessing` fork from the server what it would spawn: as clean, and no slower."""
    _server()
    context = multiprocessing.get_context
    patch.setattr(
        multiprocessing,
        "get_context",
        lambda method=None: _SpawnContext() if method == "spawn" else context(method),
    )
