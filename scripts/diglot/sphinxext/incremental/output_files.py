"""The files that lie in the folder of a site."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Set
from contextlib import suppress
from functools import partial
from pathlib import Path


def files_below(folder: Path) -> Set[str]:
    """Return the files in a folder and below it, but for hidden entries of the folder itself."""
    return set(_names(str(folder), ""))


def _names(folder: str, above: str) -> Iterator[str]:
    # Thousands of files, before and after each build: making paths takes longer than looking.
    with suppress(FileNotFoundError, NotADirectoryError, PermissionError), os.scandir(folder) as it:
        for entry in it:
            name = f"{above}{entry.name}"
            if name.startswith("."):
                continue
            if _is(entry.is_file):
                yield name
            elif _is(partial(entry.is_dir, follow_symlinks=not above)):
                yield from _names(entry.path, f"{name}/")


def _is(asked: Callable[[], bool]) -> bool:
    try:
        return asked()
    except OSError:  # a link that leads to itself
        return False
