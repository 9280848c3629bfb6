"""How much memory this process may use (the machine's, or what a container allows), and one has."""

from __future__ import annotations

import ctypes
import gc
import os
from pathlib import Path

# Where the kernel's control groups state a limit, in their second and their first version.
_LIMITS = ("sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes")


def usable_memory(root: Path = Path("/")) -> int | None:
    """Return the number of bytes of memory, None where the system does not tell.

    `root` is the folder in which the limits of control groups are looked for.
    """
    stated = [_machine(), *(_limit(root / name) for name in _LIMITS)]
    return min((size for size in stated if size is not None), default=None)


def _machine() -> int | None:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # Windows knows no such figures
        return None


def _limit(path: Path) -> int | None:
    try:
        return int(path.read_text("ascii"))
    except (OSError, ValueError):  # "max" is no limit
        return None


def resident_memory(process: int) -> int | None:
    """Return how many bytes of memory a process holds, None where the system does not tell.

    Linux tells it in pages (proc_pid_statm(5)).
    """
    try:
        pages = Path(f"/proc/{process}/statm").read_text("ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError):
        return None


def give_back() -> None:
    """Look for garbage, and give the system back what memory nobody uses, where it can be told to.

    A process that waits for another one keeps it otherwise.
    """
    gc.collect()
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (
        AttributeError,
        TypeError,
        OSError,
    ):  # no glibc; Windows knows no library without a name
        return
    trim(0)
