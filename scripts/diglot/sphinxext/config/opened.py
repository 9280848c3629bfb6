"""What a piece of Python reads, such as conf.py, and what it was itself when it was run.

Python's audit hooks tell of both.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

_INSTALLED = ("stdlib", "platstdlib", "purelib", "platlib")
_WRITING = frozenset("wax+")

# Whoever listens now. A hook cannot be taken out again; without a listener it does nothing.
_listeners: list[set[str]] = []
# Each conf.py that was run, by its path, as it was then.
_run: dict[str, bytes] = {}


@contextmanager
def opened_files() -> Iterator[set[str]]:
    """Yield a set that gets the absolute path of each file that is read meanwhile.

    Files of Python and of installed packages are left out, and so is what other processes read.
    """
    _add_hook()
    opened: set[str] = set()
    _listeners.append(opened)
    try:
        yield opened
    finally:
        _listeners.remove(opened)


def conf_as_run(path: Path) -> bytes:
    """Return a conf.py as it was when it was run last, though it may have been edited since.

    What is in the file where nobody has listened: `opened_files` makes the beginning.
    """
    run = _run.get(str(path))
    return path.read_bytes() if run is None else run


@cache
def _add_hook() -> None:
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "compile":
        text, name = arguments
        if isinstance(text, bytes) and isinstance(name, str) and name.endswith("conf.py"):
            _run[name] = text
    if not _listeners or event != "open":
        return
    path, mode = arguments[0], arguments[1] or ""
    if isinstance(path, bytes | str | os.PathLike) and _WRITING.isdisjoint(mode):
        text = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - links stay as they are
        if not text.startswith(_installed()):
            for opened in _listeners:
                opened.add(text)


@cache
def _installed() -> tuple[str, ...]:
    return ("/dev/", "/proc/", *(sysconfig.get_paths()[key] for key in _INSTALLED))
