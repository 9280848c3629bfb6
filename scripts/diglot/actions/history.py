"""What git keeps of the catalogs: translations that are in no file any more."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from diglot.catalog.candidates import Candidate, Place
from diglot.catalog.reader import parse_catalog

_COMMITS = "50"
_FILES = 200
_SECONDS = 10


def history(folder: Path) -> list[Candidate]:
    """Return the entries of catalogs below `folder` that git has and the files may not.

    These are the catalogs that differ from the last commit, and those that one of the last
    commits removed, as they were before. Empty where there is no git or no repository.
    """
    try:
        return list(_history(folder))
    except (OSError, subprocess.SubprocessError):
        return []


def _history(folder: Path) -> Iterator[Candidate]:
    prefix = _git(folder, "rev-parse", "--show-prefix").decode().strip()
    specs = list(dict.fromkeys([*_changed(folder), *_removed(folder)]))[:_FILES]
    if not specs:
        return
    objects = _objects(folder, [f"{commit}:{prefix}{path}" for commit, path in specs])
    for (_commit, path), data in zip(specs, objects, strict=True):
        domain = path.removeprefix("LC_MESSAGES/").removesuffix(".po")
        for entry in parse_catalog(data, folder / path).entries:
            yield Candidate(domain, entry, Place.HISTORY)


def _changed(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (commit, path) of catalogs that differ from the last commit."""
    names = _git(folder, "diff", "--name-only", "--no-renames", "-z", "--relative", "HEAD", "--")
    for path in names.decode().split("\0"):
        if path.endswith(".po"):
            yield "HEAD", path


def _removed(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (commit, path) of catalogs that were removed, with the commit that had them last."""
    options = ["--no-renames", "--diff-filter=D", "--name-only", "--relative", "--format=%x01%H"]
    commit = ""
    for line in _git(folder, "log", f"-{_COMMITS}", *options, "--", ".").decode().split("\n"):
        if line.startswith("\x01"):
            commit = line[1:]
        elif line.endswith(".po") and not (folder / line).exists():
            yield f"{commit}^", line


def _objects(folder: Path, specs: Sequence[str]) -> Iterator[bytes]:
    """Yield the content of each object; of one that is missing, nothing."""
    answer = _git(folder, "cat-file", "--batch", given="\n".join(specs).encode() + b"\n")
    for _spec in specs:
        head, _, answer = answer.partition(b"\n")
        if head.endswith(b" missing"):
            yield b""
            continue
        size = int(head.rsplit(b" ", 1)[1])
        yield answer[:size]
        answer = answer[size + 1 :]


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    done = subprocess.run(
        command, cwd=folder, input=given, capture_output=True, timeout=_SECONDS, check=True
    )
    return done.stdout
