"""Processes that are killed at a chosen moment: right before one of their operations on files."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from types import BuiltinFunctionType, FrameType

OPERATIONS = {"open", "write", "fsync", "replace", "unlink"}


def run_killed(work: Callable[[], object], moment: int) -> int:
    """Work in a child that is killed at a moment; return its exit code, 0 if it came through.

    This process must have no other threads.
    """
    child = os.fork()
    if child == 0:
        _die_at(moment)
        work()
        sys.setprofile(None)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _die_at(moment: int) -> None:
    """Let this process be killed right before its next operation on files but `moment`."""
    moments = count(1)

    def profile(_frame: FrameType, event: str, function: object) -> None:
        if event == "c_call" and _is_file_operation(function) and next(moments) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(profile)


def _is_file_operation(function: object) -> bool:
    if not isinstance(function, BuiltinFunctionType) or function.__name__ not in OPERATIONS:
        return False
    return function.__module__ in ("posix", "io", "_io") or isinstance(function.__self__, io.IOBase)
