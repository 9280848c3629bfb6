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

# Folders that no build reads, however deep they lie.
_SKIPPED = frozenset({"__pycache__", "node_modules"})

# These differ from call to call in the same shell.
_VOLATILE = frozenset(
    {"_", "SHLVL", "OLDPWD", "MAKELEVEL", "MAKEFLAGS", "MFLAGS", "COLUMNS", "LINES"}
)


def of_inputs(root: Path, builddir: Path, outputs: tuple[str, ...] = (".mo",)) -> str:
    """Return a fingerprint of what a build of the project in `root` can read.

    What lies in `builddir` is output, and so are files with the suffixes `outputs`, by default
    compiled catalogs.
    """
    files = (path for path in _walk(root, builddir) if not path.endswith(outputs))
    environment = [f"{name}={os.environ[name]}" for name in sorted(os.environ.keys() - _VOLATILE)]
    today = datetime.date.today().isoformat()
    return _digest([*map(facts, files), *map(facts, _distributions()), *environment, today])


def of_files(paths: Iterable[Path]) -> str:
    """Return a fingerprint of files, and of the files in folders, that a build wrote."""
    found: list[str] = []
    for path in paths:
        found += _walk(path, None) if path.is_dir() else [str(path)]
    return _digest(map(facts, sorted(found)))


def facts(path: str) -> str:
    """Return what changes when the file does: its path, time and size."""
    try:
        status = os.stat(path)  # noqa: PTH116 - thousands of paths, all strings
    except OSError:
        return f"{path} gone"
    return f"{path} {status.st_mtime_ns} {status.st_size}"


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(lines).encode(errors="surrogateescape")).hexdigest()


def _walk(folder: Path, left_out: Path | None) -> Iterator[str]:
    pending = [str(folder)]
    while pending:
        for entry in sorted(_entries(pending.pop()), key=lambda entry: entry.name):
            if not entry.is_dir():
                yield entry.path
            elif not _is_skipped(entry) and entry.path != str(left_out):
                pending.append(entry.path)


def _is_skipped(entry: os.DirEntry[str]) -> bool:
    return entry.name.startswith(".") or entry.name in _SKIPPED


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        return list(os.scandir(folder))
    except FileNotFoundError:
        return []


def _distributions() -> list[str]:
    paths = sysconfig.get_paths()
    found = [
        entry.path
        for folder in {paths["purelib"], paths["platlib"]}
        for entry in _entries(folder)
        if entry.name.endswith((".dist-info", ".pth", ".egg-link"))
    ]
    return sorted(found)
