"""The date that a handout, a book or a page bears: its newest source's, so that equal sources make
equal files."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Sequence
from pathlib import Path

_GIT_SECONDS = 30
# Begins the line of a commit; in names of files, git writes such a sign in another way.
_COMMIT = "\x01"


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


def commit_times(folder: Path, files: Collection[Path]) -> dict[Path, int]:
    """Return when each file was last committed, in seconds since 1970, by one look at all of them.

    Left out is what git does not keep or what is not as committed; all of it, where `folder` is in
    no repository, or in one whose history is cut off (a shallow clone).
    """
    answer = _git(folder, "rev-parse", "--is-shallow-repository", "--show-toplevel")
    is_shallow, _newline, top = (answer or "").strip().partition("\n")
    if is_shallow != "false" or not files:
        return {}
    root = Path(top)
    names = {
        path.relative_to(root).as_posix(): file
        for file in files
        if (path := file.resolve()).is_relative_to(root)
    }
    folders = sorted({str(root / name).rpartition("/")[0] for name in names})
    changed = _git(root, "status", "--porcelain", "-z", "--untracked-files=no", "--", *folders)
    lines = _git(root, "log", f"--format={_COMMIT}%ct", "--name-only", "--", *folders)
    if changed is None or lines is None:
        return {}
    uncommitted = {entry[3:] for entry in changed.split("\0")}
    times: dict[Path, int] = {}
    when = 0
    for line in lines.split("\n"):
        if line.startswith(_COMMIT):
            when = int(line.removeprefix(_COMMIT))
        elif line in names and line not in uncommitted:
            times.setdefault(names[line], when)
    return times


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
            ["git", "-C", str(folder), "-c", "core.quotePath=false", *arguments],
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=_GIT_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
