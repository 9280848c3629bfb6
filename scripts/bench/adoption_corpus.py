"""Fetches projects with git, and lays their texts out; what a copy lacks is left out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.adoption_projects import Published

_ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("DIGLOT_CORPUS", _ROOT / "build" / "corpus"))
"""Where projects are kept between two runs."""
_MIRROR = os.environ.get("DIGLOT_MIRROR", "")
"""Where git folders lie already, with {owner} and {name}; without it, GitHub is asked."""
_MOST_BYTES = 4_000_000


def checked_out(project: Published) -> Path:
    """Return the folder with a project's files."""
    owner, name = project.name.split("/")
    folder = CORPUS / f"{owner}+{name}"
    if not folder.exists():
        mirror = _MIRROR.format(owner=owner, name=name)
        gitdir = Path(mirror) if mirror else _fetched(project, CORPUS / f"{owner}+{name}.git")
        part = folder.with_suffix(".part")
        for path, data in _files(gitdir, project.commit):
            target = part / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        part.rename(folder)
    return folder / project.folder


def _fetched(project: Published, gitdir: Path) -> Path:
    _git(gitdir, "init", "--quiet", "--bare", str(gitdir))
    _git(gitdir, "fetch", "--quiet", "--depth=1", project.address, project.commit)
    return gitdir


def _files(gitdir: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    """Yield the regular files of a commit that are not too large, and that are there."""
    entries = []
    for line in _git(gitdir, "ls-tree", "-r", "-z", commit).decode().split("\0"):
        head, _, path = line.partition("\t")
        if head.startswith("100"):
            entries.append((head.split()[2], path))
    names = "".join(f"{name}\n" for name, _path in entries).encode()
    sizes = _git(gitdir, "cat-file", "--batch-check", stdin=names).decode().splitlines()
    wanted = [
        (name, path)
        for (name, path), size in zip(entries, sizes, strict=True)
        if not size.endswith("missing") and int(size.rpartition(" ")[2]) < _MOST_BYTES
    ]
    names = "".join(f"{name}\n" for name, _path in wanted).encode()
    data, at = _git(gitdir, "cat-file", "--batch", stdin=names), 0
    for _name, path in wanted:
        end = data.index(b"\n", at)
        length = int(data[at:end].rpartition(b" ")[2])
        yield path, data[end + 1 : end + 1 + length]
        at = end + length + 2


def _git(gitdir: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    command = ["git", "--git-dir", str(gitdir), *arguments]
    return subprocess.run(command, input=stdin, stdout=subprocess.PIPE, check=True).stdout
