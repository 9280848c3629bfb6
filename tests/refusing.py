"""What makes the system refuse things to the process that calls it, and to its children."""

from __future__ import annotations

import ctypes
import os
import resource

# Those that let root pass over permissions, and the present version of the call: capabilities(7).
_OVERRIDE, _READ_SEARCH = 1, 2
_VERSION = 0x20080522


def without_privileges() -> None:
    """Let permissions hold for this process, though it be root's."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None)
    # The version and the process; effective, permitted and inheritable ones, by 32.
    header, sets = (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, sets) == 0
    for kind in (0, 1):
        sets[kind] &= ~(1 << _OVERRIDE | 1 << _READ_SEARCH)
    assert libc.capset(header, sets) == 0


def with_small_files() -> None:
    """Let no file grow beyond 30 KB, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
