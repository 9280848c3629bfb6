"""What git keeps of the catalogs: translations that are in no file any more."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from diglot.catalog.candidates import Candidate, Place
from diglot.catalog.reader import parse_catalog
from diglot.core.errors import DiglotError
from diglot.core.i18n import _

_COMMITS = "50"
_FILES = 200
_SECONDS = 10
# Git takes anything for a date, and what it does not understand for today.
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d(?:[ T][\d:]+)?|yesterday|\d+ (?:minute|hour|day|week|month|year)s? ago"
)


def history(folder: Path) -> list[Candidate]:
    """Return the entries of catalogs below `folder` that git has and the files may not.

    These are the catalogs that differ from the last commit, and those that one of the last
    commits removed, as they were before. Empty where there is no git or no repository.
    """
    try:
        return list(_history(folder))
    except (OSError, subprocess.SubprocessError):
        return []


def catalogs_at(folder: Path, since: str) -> dict[str, bytes]:
    """Return the catalogs below `folder`, by domain, as they were at a revision or a date.

    `since` is any name of a commit that git knows, else a date as ``2026-11-27``, ``yesterday`` or
    ``2 weeks ago``; what was before the first commit is nothing. Raises DiglotError where it is
    neither, or the folder is in no repository.
    """
    try:
        _git(folder, "rev-parse", "--git-dir")
    except (OSError, subprocess.SubprocessError):
        raise DiglotError(
            _("git keeps nothing of the catalogs in {folder}", folder=folder),
            hint=_("changes are found where the catalogs are in a git repository"),
        ) from None
    commit = _commit(folder, since)
    if not commit:
        return {}
    listed = _git(folder, "ls-tree", "-r", "--name-only", "-z", commit, "--", ".").decode()
    paths = [path for path in listed.split("\0") if path.endswith(".po")]
    prefix = _git(folder, "rev-parse", "--show-prefix").decode().strip()
    objects = _objects(folder, [f"{commit}:{prefix}{path}" for path in paths])
    return {path.removesuffix(".po"): data for path, data in zip(paths, objects, strict=True)}


def _commit(folder: Path, since: str) -> str:
    """Return the name of the commit that a revision or date means, "" before the first."""
    try:
        revision = f"{since}^{{commit}}"
        options = ("--verify", "--quiet", "--end-of-options")
        return _git(folder, "rev-parse", *options, revision).decode().split()[-1]
    except subprocess.SubprocessError:
        pass
    if not _DATE.fullmatch(since.strip()):
        raise DiglotError(
            _("git knows no revision or date {since}", since=repr(since)),
            hint=_("write the name of a commit or tag, or a date as 2026-11-27 or 2 weeks ago"),
        )
    return _git(folder, "rev-list", "-1", f"--before={since.strip()}", "HEAD").decode().strip()


def _history(folder: Path) -> Iterator[Candidate]:
    prefix = _git(folder, "rev-parse", "--show-prefix").decode().strip()
    specs = list(dict.fromkeys([*_changed(folder), *_removed(folder)]))[:_FILES]
    if not specs:
        return
    objects = _objects(folder, [f"{commit}:{prefix}{path}" for commit, path in specs])
    for (_revision, path), data in zip(specs, objects, strict=True):
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
