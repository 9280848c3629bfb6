from __future__ import annotations

import hashlib
from pathlib import Path

from book.conftest import copy_book
from diglot.actions.build import build
from diglot.sphinxext.config.load import load_project


def build_all(root: Path, *, fresh: bool = False) -> None:
    project = load_project(root)
    build(project, project.editions, fresh=fresh)


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


EDITS = (
    ("docs/salon/dong-jin.md", "董瑾", "董　瑾"),
    ("locales/en/LC_MESSAGES/salon/event.po", 'msgstr "The ', 'msgstr "This '),
)
"""What is edited in a file: each occurrence, titles, index entries and references among them."""


def test_incremental_equals_clean(tmp_path: Path) -> None:
    root = copy_book(tmp_path)
    build_all(root)
    for path, old, new in EDITS:
        changed = root / path
        text = changed.read_text("utf-8")
        assert old in text
        changed.write_text(text.replace(old, new), "utf-8")
        build_all(root)
    incremental = hashes(root / "build/site")
    build_all(root, fresh=True)
    clean = hashes(root / "build/site")
    assert {name for name in clean if clean[name] != incremental.get(name)} == set()
    assert incremental.keys() == clean.keys()
