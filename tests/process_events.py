"""Waiting for what processes of a test do, without asking again and again whether they have."""

from __future__ import annotations

import fcntl
import os
import select
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

PATIENCE = 60.0
"""Seconds in which everything that is waited for happens, on any machine."""


@contextmanager
def watched(processes: list[int]) -> Iterator[list[int]]:
    """Give descriptors of processes, which stay theirs when they have ended; see `wait_for_ends`.

    They need not be children of this one. Only Linux has such descriptors.
    """
    with ExitStack() as stack:
        descriptors = []
        for process in processes:
            descriptors.append(os.pidfd_open(process))
            stack.callback(os.close, descriptors[-1])
        yield descriptors


def wait_for_ends(descriptors: list[int]) -> None:
    """Wait until all these processes have ended; raise AssertionError where one lives on."""
    for descriptor in descriptors:
        ended, _, _ = select.select([descriptor], [], [], PATIENCE)
        assert ended, "a process lives on"


@contextmanager
def named_pipe(path: Path) -> Iterator[int]:
    """Make a named pipe; give a descriptor from which `next_line` reads what others write to it."""
    os.mkfifo(path)
    # Also for writing, so that nobody who opens the pipe must wait for the other side.
    descriptor = os.open(path, os.O_RDWR)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def next_line(descriptor: int) -> str:
    """Wait for the next line in a pipe; raise AssertionError where none comes."""
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], PATIENCE)
        assert ready, "nobody writes"
        line += os.read(descriptor, 1)
    return line.decode().rstrip("\n")


@contextmanager
def closed_gate(path: Path) -> Iterator[None]:
    """Make a file whose shared lock others wait for until this ends."""
    with path.open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield
