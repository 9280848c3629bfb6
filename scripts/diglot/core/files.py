"""Writing files so that a reader finds the old text or the new one, never a part."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path


def write_bytes(path: Path, data: bytes, *, sync: bool = True) -> bool:
    """Write `data` to `path` in one step; return False if the file already held just that.

    The bytes go to a temporary file beside it, are synced to disk and renamed over the
    target, so that a crash at any moment leaves the old file or the new one. Without `sync`
    that holds for a crash of the process, not of the machine: enough for what a build can make
    again. Folders that are missing are made. Raises OSError where the folder cannot be written.
    """
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return True


def write_text(path: Path, text: str, *, sync: bool = True) -> bool:
    """Write `text` as UTF-8 with its line ends as they are; else as `write_bytes`."""
    return write_bytes(path, text.encode("utf-8"), sync=sync)


def file_state(path: str) -> str:
    """Return what changes when a file does: its path, time and size.

    For a link to a folder it is where the link leads to.
    """
    try:
        status = os.stat(path)  # noqa: PTH116 - thousands of paths, all strings
    except OSError:
        return f"{path} gone"
    if stat.S_ISDIR(status.st_mode):
        return f"{path} is {os.path.realpath(path)}"
    return f"{path} {status.st_mtime_ns} {status.st_size}"
