"""Two builds at once, and builds whose command is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from diglot.actions.build import build
from diglot.core.errors import DiglotError
from diglot.core.lock import locked
from diglot.sphinxext.config.load import load_project
from process_events import closed_gate, named_pipe, next_line, wait_for_ends, watched

Copy = Callable[[str], Path]

# Reading takes as long as the test needs, and an extension has a process of its own meanwhile.
_SLOW = """
import fcntl, multiprocessing, os, pathlib, signal
here = pathlib.Path(__file__).parent
def _say(process):
    with open(here / "processes", "w") as pipe:
        pipe.write(f"{process}\\n")
def _start(app):
    app.helper = multiprocessing.Process(target=signal.pause)
    app.helper.start()
    _say(app.helper.pid)
def _wait(app, docname, source):
    _say(os.getpid())
    with open(here / "gate") as gate:
        fcntl.flock(gate, fcntl.LOCK_SH)
def _stop(app, exception):
    app.helper.terminate()
    app.helper.join()
def setup(app):
    app.connect("builder-inited", _start)
    app.connect("source-read", _wait)
    app.connect("build-finished", _stop)
"""


@dataclass(frozen=True, slots=True)
class SlowBook:
    """A book whose documents wait for its `gate`; its processes write their ids to a pipe."""

    root: Path
    pipe: int

    @property
    def gate(self) -> Path:
        return self.root / "gate"

    def processes(self) -> list[int]:
        """Wait until both languages are being read; return their processes and the extension's."""
        return [int(next_line(self.pipe)) for _ in range(4)]


def start(root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "diglot", "build"],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def slow(copy_project: Copy) -> Iterator[SlowBook]:
    root = copy_project("minimal")
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(_SLOW)
    with named_pipe(root / "processes") as pipe:
        yield SlowBook(root, pipe)


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="watches processes as Linux lets one")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_children_end_with_their_parent(slow: SlowBook, number: signal.Signals) -> None:
    with closed_gate(slow.gate):
        parent = start(slow.root)
        with watched(slow.processes()) as children:
            os.kill(parent.pid, number)
            parent.communicate()
            wait_for_ends(children)
    # Nothing of theirs is held, and the next build is whole.
    project = load_project(slow.root)
    report = build(project, project.editions)
    assert (report.diagnostics, report.results["failed"]) == ((), [])


# A process that imports before it starts others, which holds what its parent has locked.
_IMPORTING = """
import multiprocessing, os, signal
from diglot.core.child import ending_with_parent
def work():
    print(os.getpid(), flush=True)
    with ending_with_parent():
        signal.pause()
context = multiprocessing.get_context("fork")
process = context.Process(target=work)
process.start()
process.join()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="watches processes as Linux lets one")
def test_who_imports_for_others_ends_with_its_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _IMPORTING], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with watched([int(parent.stdout.readline())]) as importing:
        parent.kill()
        parent.communicate()
        wait_for_ends(importing)


def test_a_second_build_says_that_it_must_wait(slow: SlowBook) -> None:
    with closed_gate(slow.gate):
        first = start(slow.root)
        slow.processes()
        second = start(slow.root)
        _, said = second.communicate()
        assert second.returncode == 1
        assert "another diglot is writing to" in said
        assert "wait until it has finished" in said
    _, said = first.communicate()
    assert (first.returncode, "Traceback" in said) == (0, False)


def test_the_lock_is_on_the_output_not_on_the_project(copy_project: Copy, tmp_path: Path) -> None:
    root = copy_project("minimal")
    with locked(root / "build"):
        elsewhere = load_project(root, builddir=tmp_path / "elsewhere")
        assert build(elsewhere, elsewhere.editions).results["failed"] == []
        project = load_project(root)
        with pytest.raises(DiglotError, match="another diglot"):
            build(project, project.editions)
