"""A shadow of a project stands where conf.py finds what lies above it."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.adopt.shadow import make_shadow, make_surroundings

FILES = ("RELEASE", "doc/notes.txt", "doc/book/source/conf.py", "doc/book/source/index.md")


@pytest.mark.parametrize("in_repository", [True, False])
def test_what_conf_py_reads_above_the_folder_is_there(tmp_path: Path, in_repository: bool) -> None:
    root = tmp_path / "program"
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, "utf-8")
    if in_repository:
        (root / ".git").mkdir()
    into = tmp_path / "scratch"
    into.mkdir()
    book = root / "doc/book"
    shadow = make_surroundings(book, into)
    make_shadow(book, shadow, {Path("source/conf.py")})
    source = shadow / "source"
    assert source.resolve() == source
    assert [(source / "../../.." / name).read_text("utf-8") for name in FILES] == list(FILES)
    assert not (source / "conf.py").is_symlink()
    assert not (source / "../../../.git").exists()
