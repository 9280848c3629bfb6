"""Whether git is changing the files of a working tree just now."""

from __future__ import annotations

from pathlib import Path

_GIT = ".git"
_LINK = "gitdir:"
_LOCK = "index.lock"


def checkout_lock(folder: Path) -> Path | None:
    """Return the file that is there while git changes the working tree that `folder` lies in.

    None where it lies in no working tree. In other working trees of a repository and in submodules
    ``.git`` is a file that names the folder (gitrepository-layout(5)).
    """
    for parent in (folder, *folder.parents):
        git = parent / _GIT
        if git.is_dir():
            return git / _LOCK
        if git.is_file():
            return parent / git.read_text("utf-8").removeprefix(_LINK).strip() / _LOCK
    return None
