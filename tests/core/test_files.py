from __future__ import annotations

from pathlib import Path

import pytest

from diglot.core.files import write_bytes, write_text


def test_writes_and_makes_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    assert write_text(path, "天\r\n")
    assert path.read_bytes() == "天\r\n".encode()


def test_leaves_an_equal_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_bytes(path, b"1")
    before = path.stat().st_mtime_ns
    assert not write_bytes(path, b"1")
    assert path.stat().st_mtime_ns == before


def test_a_failed_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    write_bytes(path, b"old")

    def fail(_descriptor: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
