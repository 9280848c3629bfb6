"""What is told of single blocks and documents, in files that few of them read.

Typst lays out anew all that has read a file that changed. In one file, room for a note before one
block would be news to every block with a note.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from diglot.core.files import write_text

ELSEWHERE, LABELS = "elsewhere", "labels"
OF_LABELS = (ELSEWHERE, LABELS)
"""What the data of a theme tells of single labels: the addresses of those in other parts of the
handout, and the anchor of each; and the folders for it."""

FOOT_ROOM, PAGES, SCALES = "foot-room", "pages", "scales"
TOLD = (FOOT_ROOM, PAGES, SCALES, *OF_LABELS)
"""The folders beside the sources for what is told of blocks, documents elsewhere, pictures, labels.
"""

# `told` of the theme reckons likewise.
_FILES = 16


def write_told(folder: Path, facts: Mapping[str, Any]) -> None:
    """Write what is told of each key, for `told` of the theme to find in `folder`."""
    parts: list[dict[str, Any]] = [{} for _ in range(_FILES)]
    for key, fact in facts.items():
        parts[sum(key.encode()) % _FILES][key] = fact
    for at, part in enumerate(parts):
        write_text(folder / f"{at}.json", json.dumps(part, indent=1), sync=False)


@contextmanager
def untold(folder: Path) -> Iterator[bool]:
    """Tell nothing of what was written for a while; yield whether that was anything."""
    told: dict[str, Any] = {}
    for at in range(_FILES):
        with suppress(FileNotFoundError):
            told |= json.loads((folder / f"{at}.json").read_text("utf-8"))
    if told:
        write_told(folder, {})
    try:
        yield bool(told)
    finally:
        if told:
            write_told(folder, told)


def forget_told(folder: Path) -> None:
    """Remove what `write_told` has written."""
    for at in range(_FILES):
        (folder / f"{at}.json").unlink(missing_ok=True)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
