from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from diglot.core.files import remove_left_overs, write_bytes, write_text

# A process that is killed while it writes a catalog: all is written but the last step.
KILLED = """\
    import os, signal
    from pathlib import Path
    from diglot.core.files import write_bytes

    def wait(*_arguments):
        print("writing", flush=True)
        signal.pause()

    Path.replace = wait
    write_bytes(Path("a.po"), b"new")
"""


def start_writing(folder: Path) -> subprocess.Popen[str]:
    """Return a process that has written its temporary file and waits."""
    command = [sys.executable, "-c", textwrap.dedent(KILLED)]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "writing\n"
    return process


def write_in_a_process(path: Path) -> None:
    code = "import sys; from diglot.core.files import *; write_bytes(Path(sys.argv[1]), b'other')"
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)


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


@pytest.mark.parametrize("mode", [0o664, 0o600, 0o444])
def test_a_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(mode)
    assert write_bytes(path, b"new")
    assert path.stat().st_mode & 0o777 == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_a_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    os.chown(path, 1234, 2345)
    write_bytes(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


def test_links_are_written_through(tmp_path: Path) -> None:
    kept = tmp_path / "kept" / "a"
    write_bytes(kept, b"old")
    first, second = tmp_path / "first", tmp_path / "second"
    first.symlink_to("kept/a")
    second.symlink_to(first)
    folder = tmp_path / "folder"
    folder.symlink_to("kept")
    for number, path in enumerate((first, second, folder / "a")):
        assert write_bytes(path, b"%d" % number)
        assert not write_bytes(path, b"%d" % number)
        assert kept.read_bytes() == b"%d" % number
    assert first.is_symlink()
    assert second.is_symlink()
    assert folder.is_symlink()
    assert list(kept.parent.iterdir()) == [kept]


def test_a_link_that_leads_nowhere_gets_its_file(tmp_path: Path) -> None:
    path = tmp_path / "link"
    path.symlink_to("folder/a")
    assert write_bytes(path, b"new")
    assert path.is_symlink()
    assert (tmp_path / "folder/a").read_bytes() == b"new"


def test_a_link_to_itself_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "link"
    path.symlink_to("link")
    with pytest.raises(OSError, match="link"):
        write_bytes(path, b"new")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("by_writing", [True, False])
def test_what_a_killed_process_left_is_removed_and_nothing_else(
    tmp_path: Path, by_writing: bool
) -> None:
    others = [".a.po.1234.tmp", ".a.po.12345678.tmp", "a.po.0123abcd.diglot-tmp", ".diglot-tmp"]
    for name in others:
        (tmp_path / name).write_bytes(b"a user's")
    before = set(tmp_path.iterdir())
    process = start_writing(tmp_path)
    (left,) = set(tmp_path.iterdir()) - before
    # While it lives, its file is its own.
    write_in_a_process(tmp_path / "b.po")
    assert left.read_bytes() == b"new"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert left.exists()
    if by_writing:
        write_in_a_process(tmp_path / "b.po")
    else:
        remove_left_overs(tmp_path.parent)
    assert set(tmp_path.iterdir()) == before | {tmp_path / "b.po"}
