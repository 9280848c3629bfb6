"""The date that a handout or a book bears: its newest source's, so that equal sources make equal
files."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

_GIT_SECONDS = 30


def timestamp_of(files: Sequence[Path]) -> int:
    """Return the seconds since 1970 that what is made from `files` bears.

    ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) comes first; then, where git keeps the files
    and they are as committed, the newest commit; else the newest file.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    there = [path for path in files if path.is_file()]
    if not there:
        return 0
    committed = _committed(there)
    return committed or max(int(path.stat().st_mtime) for path in there)


def _committed(files: Sequence[Path]) -> int | None:
    folder = files[0].parent
    names = [str(path) for path in files]
    changed = _git(folder, "status", "--porcelain", "--", *names)
    if changed is None or changed.strip():
        return None
    when = _git(folder, "log", "-1", "--format=%ct", "--", *names)
    return int(when) if when and when.strip().isdigit() else None


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            text=True,
            timeout=_GIT_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
