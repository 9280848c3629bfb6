"""Writing files so that a reader finds the old text or the new one, never a part."""

from __future__ import annotations

import errno
import filecmp
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows; left-overs of a kill stay there
    fcntl = None  # type: ignore[assignment]  # asked for below

_TEMPORARY = ".{name}.{number}.diglot-tmp"
_LEFT_OVER = re.compile(r"\..+\.[0-9a-f]{8}\.diglot-tmp")

_UNREAD = frozenset({"__pycache__", "node_modules"})


def write_bytes(path: Path, data: bytes, *, sync: bool = True) -> bool:
    """Write `data` to `path` in one step; return False if the file already held just that.

    The bytes go to a temporary file beside it, are synced to disk and renamed over the
    target, so that a crash at any moment leaves the old file or the new one. Without `sync`
    that holds for a crash of the process, not of the machine: enough for what a build can make
    again. Where `path` is a symbolic link, the file that it leads to is written; a file that was
    there keeps its permissions and, where this process may give it away, its owner. Folders that
    are missing are made, and what a killed process left in the folder is removed. Raises OSError,
    with the path of the file, where the file or its folder cannot be written.
    """
    return _named(path, data, sync=sync)


def write_copy(path: Path, source: Path, *, sync: bool = True) -> bool:
    """Write what another file holds, which need not fit into memory; else as `write_bytes`."""
    return _named(path, source, sync=sync)


def _named(path: Path, data: bytes | Path, *, sync: bool) -> bool:
    if path.is_symlink():
        path = Path(os.path.realpath(path))
    try:
        return _write(path, data, sync=sync)
    except OSError as error:
        # A full disk is reported without a name, and nobody knows the temporary file's.
        if error.errno:
            error.filename, error.filename2 = str(path), None
        raise


def _write(path: Path, data: bytes | Path, *, sync: bool) -> bool:
    _remove_left_overs(path.parent)
    try:
        former = path.stat()
        if _holds(path, former.st_size, data):
            return False
        if not os.access(path, os.W_OK):
            # It could be replaced, but somebody said that it is not to change.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        former = None
    with replacing(path) as file:
        if isinstance(data, bytes):
            file.write(data)
        else:
            shutil.copyfile(data, file.name)
        if former:
            _take_over(former, file.fileno())
        if sync:
            file.flush()
            os.fsync(file.fileno())
    return True


def _holds(path: Path, size: int, data: bytes | Path) -> bool:
    """Whether a file of this size holds just that."""
    if isinstance(data, bytes):
        return size == len(data) and path.read_bytes() == data
    return size == data.stat().st_size and filecmp.cmp(path, data, shallow=False)


def write_text(path: Path, text: str, *, sync: bool = True) -> bool:
    """Write `text` as UTF-8 with its line ends as they are; else as `write_bytes`."""
    return write_bytes(path, text.encode("utf-8"), sync=sync)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a new file, open for bytes, that takes the place of `path` unless writing fails.

    It is locked until then: the lock goes with the process and so tells a left-over apart.
    """
    while True:
        temporary = path.with_name(_TEMPORARY.format(name=path.name, number=secrets.token_hex(4)))
        with temporary.open("xb") as file:
            # Another process may have taken it for a left-over before the lock was on it.
            if _locked(file.fileno()) is False or os.fstat(file.fileno()).st_nlink == 0:
                continue
            try:
                yield file
                file.flush()
                if fcntl is None:
                    file.close()  # Windows renames no open file
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
            return


def _locked(descriptor: int) -> bool | None:
    """Lock a file; return False where another process holds it, None where none can be locked."""
    if fcntl is None:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return None
    return True


def remove_left_overs(root: Path) -> None:
    """Remove what killed processes have left of unfinished files, in `root` and all below it."""
    for folder, _folders, names in os.walk(root):
        if any(map(_LEFT_OVER.fullmatch, names)):
            _remove_left_overs(Path(folder))


@cache
def _remove_left_overs(folder: Path) -> None:
    """Remove our temporary files from `folder` that no process is writing; once a process."""
    if fcntl is None or not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        names = [entry.path for entry in entries if _LEFT_OVER.fullmatch(entry.name)]
    for name in names:
        # Another process may be quicker, or the file another user's.
        with suppress(FileNotFoundError, PermissionError), Path(name).open("rb") as file:
            if _locked(file.fileno()):
                Path(name).unlink(missing_ok=True)


def _take_over(former: os.stat_result, descriptor: int) -> None:
    """Give a new file the owner and the permissions of the one whose place it takes."""
    if hasattr(os, "fchown"):
        new = os.fstat(descriptor)
        if (new.st_uid, new.st_gid) != (former.st_uid, former.st_gid):
            # Only root may give files away; everybody may write what their folders let them.
            with suppress(PermissionError):
                os.fchown(descriptor, former.st_uid, former.st_gid)
        os.fchmod(descriptor, stat.S_IMODE(former.st_mode))


def is_unread(folder: str) -> bool:
    """Whether folders of this name are no sources: hidden ones, and those that programs fill."""
    return folder.startswith(".") or folder in _UNREAD


def remove_file(path: Path, root: Path) -> None:
    """Remove a file, if it is there, and the folders between it and `root` that are empty then."""
    path.unlink(missing_ok=True)
    folder = path.parent
    while folder != root and folder.is_relative_to(root):
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError:
            return  # it is not empty
        folder = folder.parent


def now() -> int:
    """Return a moment for `changed_since`, in nanoseconds."""
    # The clock of file systems may be some milliseconds behind.
    return time.time_ns() - 20_000_000


def changed_since(path: str | Path, moment: int) -> bool:
    """Whether a file may have been written since `moment`, whatever time of change it claims."""
    try:
        status = os.stat(path)  # noqa: PTH116 - as in `file_state`
    except OSError:
        return False
    # Archives and `cp -p` set the one; nobody can set the other.
    return max(status.st_mtime_ns, status.st_ctime_ns) >= moment


def state_as_read(path: str, moment: int) -> str:
    """Return the `file_state` of a file that was read after `moment`.

    An empty string, which is the state of no file, where it may have changed since then: nobody
    knows which of its contents was read.
    """
    return "" if changed_since(path, moment) else file_state(path)


def file_state(path: str) -> str:
    """Return what changes when a file does: its path, times, size and number.

    A file that was copied with its old time still has a new time of its own (`st_ctime`). For a
    link to a folder it is where the link leads to.
    """
    try:
        status = os.stat(path)  # noqa: PTH116 - thousands of paths, all strings
    except OSError:
        return f"{path} gone"
    if stat.S_ISDIR(status.st_mode):
        return f"{path} is {os.path.realpath(path)}"
    times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
    return f"{path} {times} {status.st_size} {status.st_ino}"
