"""One writer at a time: a lock on the folder of the catalogs, or on that of what is built."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diglot.core.errors import DiglotError
from diglot.core.i18n import _

try:
    import fcntl
except ImportError:  # Windows knows no locks on folders
    fcntl = None  # type: ignore[assignment]  # asked for below


@contextmanager
def locked(folder: Path, *, wait: bool = False, shared: bool = False) -> Iterator[None]:
    """Hold `folder` (made where it is missing) against every other diglot that writes to it.

    The lock is on the folder itself: it leaves no file. Where the process is killed, it goes with
    its children, which inherit it. Where another process holds it, `wait` waits for it; else that
    is a DiglotError.
    Several processes may hold a `shared` lock at the same time, but none with one that is not.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _take(handle, folder, wait=wait, shared=shared)
        try:
            yield
        finally:
            # Closing alone would leave the lock to what was forked meanwhile, such as a manager of
            # multiprocessing, which lives as long as its parent.
            fcntl.flock(handle, fcntl.LOCK_UN)
    finally:
        os.close(handle)


def _take(handle: int, folder: Path, *, wait: bool, shared: bool) -> None:
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(handle, kind | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        raise DiglotError(
            _("another diglot is writing to {folder}", folder=folder),
            hint=_("wait until it has finished, then run the command again"),
        ) from None
