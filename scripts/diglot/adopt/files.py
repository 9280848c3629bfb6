"""Files: what a folder holds that may belong to a book."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from diglot.core.files import is_unread


def files_in(folder: Path) -> list[str]:
    """Return the files below a folder, relative to it and with slashes, in order.

    Of a git repository these are the files that git knows, or would know. Those in hidden folders
    are among them: the settings of site generators lie there.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    # Nothing is listed where a repository around the folder ignores it.
    known = os.fsdecode(listed.stdout).split("\0") if listed.stdout else _walked(folder)
    return sorted(path for path in dict.fromkeys(known) if path and (folder / path).is_file())


def is_hidden(path: str) -> bool:
    """Whether a file lies in a folder that no page of a book lies in."""
    return any(map(is_unread, path.split("/")[:-1]))


def _walked(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in (".git", "node_modules")]
        yield from ((Path(place) / name).relative_to(folder).as_posix() for name in names)
