from __future__ import annotations

import subprocess
from pathlib import Path

from diglot.core.checkout import checkout_lock
from tools import require


def test_the_lock_is_where_git_puts_it(tmp_path: Path) -> None:
    folder, other = tmp_path / "main/docs", tmp_path / "other"
    folder.mkdir(parents=True)
    assert checkout_lock(folder) is None
    _git(folder.parent, "init", "-q")
    identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    _git(folder.parent, *identity, "commit", "-q", "--allow-empty", "-m", "first")
    _git(folder.parent, "worktree", "add", "-q", str(other))
    for place in (folder, other):
        wanted = Path(_git(place, "rev-parse", "--git-path", "index.lock").strip())
        found = checkout_lock(place)
        assert found
        assert found.resolve() == (place / wanted).resolve()


def _git(folder: Path, *arguments: str) -> str:
    command = [require("git"), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
