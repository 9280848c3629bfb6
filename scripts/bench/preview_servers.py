"""The servers that previews are compared with, and the books that they serve."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psutil

from bench.measure import command
from bench.synthetic import write_book

# Seconds without work, after which a server is taken to rest, and what it may work meanwhile.
_CALM, _LITTLE = 0.3, 0.02

PATIENCE = 240
"""Seconds, after which an edit or a start is a failure."""

_HOST = "127.0.0.1"

DIGLOT = [sys.executable, "-m", "diglot"]
AUTOBUILD = [sys.executable, "-m", "sphinx_autobuild", "--no-initial", "--watch", "locales"]


@dataclass(frozen=True, slots=True)
class Books:
    """The same book twice in a folder: for diglot, and for sphinx-autobuild."""

    folder: Path

    @property
    def ours(self) -> Path:
        """The book that diglot serves."""
        return self.folder / "ours"

    @property
    def theirs(self) -> Path:
        """The book that sphinx-autobuild serves."""
        return self.folder / "theirs"

    def write(self, pages: int) -> None:
        """Write and build both."""
        for book in (self.ours, self.theirs):
            write_book(book, pages)
        command([*DIGLOT, "build", "site", "--quiet"], self.ours)()
        for tag in ("zh_CN", "en"):
            command([sys.executable, "-m", "sphinx", *stock(tag)], self.theirs)()


@contextmanager
def served(arguments: list[str], book: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a server; yield its address, which ends with a slash, once it listens."""
    with socket.socket() as free:
        free.bind((_HOST, 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*arguments, "--port", str(port)],
        cwd=book,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(port, process)
        yield f"http://{_HOST}:{port}/", process
    finally:
        process.terminate()
        process.wait()


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens on a port."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection((_HOST, port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > end or process.poll() is not None:
                raise
            time.sleep(0.005)
        else:
            return


def resident(root: int) -> float:
    """Return the memory of a process and of all below it that no other has, in MB."""
    processes = [psutil.Process(root), *psutil.Process(root).children(recursive=True)]
    return float(sum(process.memory_full_info().uss for process in processes)) / 1e6


def rest(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process, with all that it has started, does nothing."""
    before = _worked(process.pid)
    while True:
        time.sleep(_CALM)
        now = _worked(process.pid)
        if now - before <= _LITTLE:
            return
        before = now


def _worked(root: int) -> float:
    """Return the seconds that a process and all below it have kept processors busy."""
    worked = 0.0
    for process in (psutil.Process(root), *psutil.Process(root).children(recursive=True)):
        # One that has ended meanwhile counts for the process that it came from.
        with suppress(psutil.NoSuchProcess):
            worked += sum(process.cpu_times()[:4])
    return worked


def ask(address: str) -> None:
    with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own server's
        answer.read()


def stock(tag: str) -> list[str]:
    """Return what Sphinx builds a language with, and where, without diglot."""
    return ["-q", "-t", "conventional", "-D", f"language={tag}", "-c", ".", "docs", f"stock/{tag}"]
