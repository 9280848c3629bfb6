"""Whether git can take back what is written into a project with catalogs, and how it does."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from diglot.adopt.catalog_project import CatalogProject


def uncommitted(folder: Path, found: CatalogProject) -> list[str] | None:
    """Return the files that git could not bring back, of those that are written or beside them.

    These are conf.py and all that lies in the folder of catalogs, where it differs from the last
    commit, is not in it, or is ignored and would be written. None where there is no repository.
    """
    listed = _git(folder, "ls-files", "-z", "--", *_places(found))
    if listed is None:
        return None
    paths = [folder / found.conf, *(folder / found.locales).rglob("*.po")]
    written = {path.relative_to(folder).as_posix() for path in paths}
    if _git(folder, "rev-parse", "--verify", "--quiet", "HEAD") is None:
        return sorted(written)  # nothing is committed yet
    unknown = written - {*listed.split("\0")}
    # New files are seen whatever the person's settings say; clean removes them.
    changed = _git(folder, "diff", "--name-only", "--relative", "-z", "HEAD", "--", *_places(found))
    new = _git(folder, "ls-files", "-z", "--others", "--exclude-standard", "--", *_places(found))
    lists = "\0".join(filter(None, (changed, new))).split("\0")
    return sorted(unknown | {path for path in lists if path})


def way_back(folder: Path, found: CatalogProject) -> tuple[str, str]:
    """Return the commands that take all back that was written into a committed project."""
    git = ("git",) if folder == Path.cwd() else ("git", "-C", str(folder))
    return (
        shlex.join((*git, "checkout", "HEAD", "--", *_places(found))),
        shlex.join((*git, "clean", "-fd", "--", found.locales)),
    )


def _places(found: CatalogProject) -> tuple[str, str]:
    return found.conf, found.locales


def _git(folder: Path, *arguments: str) -> str | None:
    """Return what git answers; None where it refuses, or is not there."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return None if done.returncode else os.fsdecode(done.stdout)
