"""Two builds at once, and builds whose command is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from diglot.actions.build import build
from diglot.core.errors import DiglotError
from diglot.core.lock import locked
from diglot.sphinxext.config.load import load_project

Copy = Callable[[str], Path]

# Reading takes as long as the test needs, and an extension has a process of its own meanwhile.
_SLOW = """
import multiprocessing, os, pathlib, time
here = pathlib.Path(__file__).parent
def _start(app):
    app.helper = multiprocessing.Process(target=time.sleep, args=(600,))
    app.helper.start()
    (here / f"process-{app.helper.pid}").touch()
def _wait(app, docname, source):
    (here / f"process-{os.getpid()}").touch()
    while not (here / "go-on").exists():
        time.sleep(0.01)
def _stop(app, exception):
    app.helper.terminate()
    app.helper.join()
def setup(app):
    app.connect("builder-inited", _start)
    app.connect("source-read", _wait)
    app.connect("build-finished", _stop)
"""


def start(root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "diglot", "build"],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def processes(root: Path) -> list[int]:
    """Wait until both languages are being read; return their processes and the extension's."""
    deadline = time.monotonic() + 60
    while len(found := list(root.glob("process-*"))) < 4:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return [int(path.name.partition("-")[2]) for path in found]


def is_alive(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    try:
        return state.read_text("utf-8").rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


@pytest.fixture
def slow(copy_project: Copy) -> Path:
    root = copy_project("minimal")
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(_SLOW)
    return root


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_children_end_with_their_parent(slow: Path, number: signal.Signals) -> None:
    parent = start(slow)
    children = processes(slow)
    os.kill(parent.pid, number)
    parent.communicate()
    deadline = time.monotonic() + 20
    while any(map(is_alive, children)):
        assert time.monotonic() < deadline, "children live on"
        time.sleep(0.05)
    # Nothing of theirs is held, and the next build is whole.
    (slow / "go-on").touch()
    project = load_project(slow)
    report = build(project, project.editions)
    assert (report.diagnostics, report.results["failed"]) == ((), [])


def test_a_second_build_says_that_it_must_wait(slow: Path) -> None:
    first = start(slow)
    processes(slow)
    second = start(slow)
    _, said = second.communicate()
    assert second.returncode == 1
    assert "another diglot is writing to" in said
    assert "wait until it has finished" in said
    (slow / "go-on").touch()
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
