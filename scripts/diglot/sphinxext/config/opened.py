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
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any

# Made before anything is heard: on some systems, Python 3.13 reads a module for it.
_INSTALLED = (
    *("/dev/", "/proc/"),
    *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
)
_WRITING = frozenset("wax+")

# Whoever listens now. A hook cannot be taken out again; without a listener it does nothing.
_listeners: list[set[str]] = []
# Each Python file of the project that was run, by its path, as it was then.
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


def source_as_run(path: Path) -> bytes:
    """Return a file of Python as it was when it was run last, though it may be edited since.

    What is in the file where nobody has listened: `opened_files` makes the beginning.
    """
    run = _run.get(_absolute(path))
    return path.read_bytes() if run is None else run


@cache
def _add_hook() -> None:
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "compile":
        _note_source(*arguments)
    elif event == "open" and str(arguments[0]).endswith(".pyc"):
        _note_source_of(str(arguments[0]))
    if not _listeners or event != "open":
        return
    path, mode = arguments[0], arguments[1] or ""
    if isinstance(path, bytes | str | os.PathLike) and _WRITING.isdisjoint(mode):
        text = _absolute(path)
        if not text.startswith(_INSTALLED):
            for opened in _listeners:
                opened.add(text)


def _note_source(text: object, name: object) -> None:
    if isinstance(text, bytes) and isinstance(name, str) and _is_own(name):
        _run[_absolute(name)] = text


def _note_source_of(compiled: str) -> None:
    """Note the source of a compiled module, which Python has just found to be as new as that is."""
    try:
        name = source_from_cache(compiled)
        if _is_own(name):
            _run[_absolute(name)] = Path(name).read_bytes()
    except (OSError, ValueError):  # it has no source, or none where Python looks for it
        return


def _absolute(path: bytes | str | os.PathLike[Any]) -> str:
    return os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - links stay as they are


def _is_own(name: str) -> bool:
    return name.endswith(".py") and not name.startswith(_INSTALLED)
