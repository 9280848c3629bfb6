"""Fingerprints: knowing, without Sphinx, that nothing has changed since an edition was built.

A fingerprint of inputs covers all that a build can see: the project's own files, the installed
packages, the environment and the day. Being wrong towards "changed" costs one incremental
build, so it leans that way.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from diglot.core.files import file_state, is_unread
from diglot.core.project import Project

# These differ from call to call in the same shell.
_VOLATILE = frozenset(
    {"_", "SHLVL", "OLDPWD", "MAKELEVEL", "MAKEFLAGS", "MFLAGS", "COLUMNS", "LINES"}
)


CATALOGS = (".mo", ".po", ".pot")
"""The suffixes of catalogs, which say nothing of what there is to translate."""


def of_inputs(root: Path, builddir: Path, outputs: tuple[str, ...] = (".mo",)) -> str:
    """Return a fingerprint of what a build of the project in `root` can read.

    What lies in `builddir` is output, and so are files with the suffixes `outputs`, by default
    compiled catalogs.
    """
    files = (path for path in _walk(root, builddir) if not path.endswith(outputs))
    environment = [f"{name}={os.environ[name]}" for name in sorted(os.environ.keys() - _VOLATILE)]
    today = datetime.date.today().isoformat()
    return _digest(
        [*map(file_state, files), *map(file_state, _distributions()), *environment, today]
    )


def of_project(project: Project, outputs: tuple[str, ...] = (".mo",)) -> str:
    """Return a fingerprint of all that a build of a project can see; see `of_inputs`.

    Beside the project's files these are what conf.py has worked out and read, wherever that lies,
    and the present commit, whose date handouts bear.
    """
    states = map(file_state, (*project.conf_files, *_commit_files(project.root)))
    return _digest([of_inputs(project.root, project.builddir, outputs), project.settings, *states])


def of_files(paths: Iterable[Path]) -> str:
    """Return a fingerprint of files, and of the files in folders, that a build wrote."""
    return _digest(map(file_state, files_in(paths)))


def files_in(paths: Iterable[Path]) -> list[str]:
    """Return the files among `paths` and those in the folders among them, in order."""
    found: list[str] = []
    for path in paths:
        found += _walk(path, None) if path.is_dir() else [str(path)]
    return sorted(found)


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(lines).encode(errors="surrogateescape")).hexdigest()


def _walk(root: Path, left_out: Path | None) -> Iterator[str]:
    """Yield the files below `root` and the links to folders, which are followed.

    Each folder is walked once, however many links lead to it. A link to a folder that `root`
    lies in is not followed: it would lead to `root` again, and to everything beside it.
    """
    walked = {_identity(str(folder)) for folder in (root, *root.parents)}
    pending = [str(root)]
    while pending:
        for entry in sorted(_entries(pending.pop()), key=lambda entry: entry.name):
            if not _is_folder(entry):
                yield entry.path
                continue
            if is_unread(entry.name) or _lies_in(entry, left_out):
                continue
            if entry.is_symlink():
                yield entry.path
            identity = _identity(entry.path)
            if identity not in walked:
                walked.add(identity)
                pending.append(entry.path)


def _identity(folder: str) -> tuple[int, int] | None:
    """Return what is the same for a folder and for all links to it."""
    try:
        status = os.stat(folder)  # noqa: PTH116 - a string, as scandir gives it
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself, or into a folder that nobody may read
        return False


def _lies_in(entry: os.DirEntry[str], folder: Path | None) -> bool:
    if folder is None:
        return False
    path = Path(os.path.realpath(entry.path)) if entry.is_symlink() else Path(entry.path)
    return path.is_relative_to(folder)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what lies in a folder: nothing, where it is gone or nobody may read it."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _commit_files(root: Path) -> Iterator[str]:
    """Yield the files of git that change with each commit of the repository that `root` is in."""
    place = next((folder / ".git" for folder in (root, *root.parents) if _is_git(folder)), None)
    if place is None:
        return
    try:
        if place.is_file():
            # A worktree, or a submodule.
            place = place.parent / place.read_text("utf-8").removeprefix("gitdir:").strip()
        head = (place / "HEAD").read_text("utf-8").removeprefix("ref:").strip()
        common = place / "commondir"
        shared = place / common.read_text("utf-8").strip() if common.is_file() else place
    except (OSError, UnicodeDecodeError):
        return
    yield from map(str, (place / "HEAD", place / "logs" / "HEAD", shared / head))


def _is_git(folder: Path) -> bool:
    return (folder / ".git").exists()


def _distributions() -> list[str]:
    paths = sysconfig.get_paths()
    found = [
        entry.path
        for folder in {paths["purelib"], paths["platlib"]}
        for entry in _entries(folder)
        if entry.name.endswith((".dist-info", ".pth", ".egg-link"))
    ]
    return sorted(found)
