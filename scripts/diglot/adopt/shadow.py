"""Shadows: a copy of a project to try things in, of which only what may change is copied."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from diglot.core.files import write_bytes

# How many folders above a project its conf.py may look into where there is no repository.
_LEVELS = 3


def make_surroundings(folder: Path, into: Path) -> Path:
    """Return where a shadow of a folder is to be, with links to all that lies around the folder.

    `conf.py` reads a version or finds modules above it: the folders up to the repository's are
    made, or three where there is none.
    """
    above = [folder, *folder.parents]
    root = next((parent for parent in above if (parent / ".git").exists()), None)
    if root is None:
        root = above[min(_LEVELS, len(above) - 2)]
    place = into / (root.name or "root")
    for part in folder.relative_to(root).parts:
        place.mkdir()
        for entry in root.iterdir():
            if entry.name not in {".git", part}:
                (place / entry.name).symlink_to(entry)
        root, place = root / part, place / part
    return place


def make_shadow(folder: Path, into: Path, copied: Collection[Path]) -> None:
    """Make a folder that looks like another one.

    The files and folders `copied`, relative to it, are copies; everything else is a link. There is
    no repository in it, whose index the links would confuse.
    """
    into.mkdir(parents=True, exist_ok=True)
    for entry in folder.iterdir():
        if entry.name != ".git":
            _shadow_entry(entry, into / entry.name, Path(entry.name), copied)


def _shadow_entry(entry: Path, into: Path, path: Path, copied: Collection[Path]) -> None:
    if path in copied:
        if entry.is_dir():
            shutil.copytree(entry, into)
        else:
            shutil.copyfile(entry, into)
    elif any(copy.is_relative_to(path) for copy in copied):
        into.mkdir()
        for inside in entry.iterdir():
            _shadow_entry(inside, into / inside.name, path / inside.name, copied)
    else:
        into.symlink_to(entry)


def changed_files(folder: Path, shadow: Path, below: Path) -> dict[Path, bytes | None]:
    """Return what files below a copied folder hold now; None for those that are gone.

    Only catalogs count; what tools compile of them is theirs.
    """
    before, after = ({*_catalogs(root, below)} for root in (folder, shadow))
    gone: dict[Path, bytes | None] = dict.fromkeys(before - after)
    data = {path: (shadow / path).read_bytes() for path in after}
    changed = {
        path: content
        for path, content in data.items()
        if path not in before or (folder / path).read_bytes() != content
    }
    return dict(sorted({**gone, **changed}.items()))


def _catalogs(root: Path, below: Path) -> list[Path]:
    return [path.relative_to(root) for path in (root / below).rglob("*.po") if path.is_file()]


def write_back(folder: Path, changes: dict[Path, bytes | None]) -> None:
    """Do to a folder what was done to its shadow; what is new first, so that nothing is lost."""
    for path, data in changes.items():
        if data is not None:
            write_bytes(folder / path, data)
    for path, data in changes.items():
        if data is None:
            (folder / path).unlink()
