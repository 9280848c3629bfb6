"""A process that stays, and answers requests one after another."""

from __future__ import annotations

import multiprocessing
import threading
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from diglot.core.child import end_with_parent
from diglot.core.project import Edition, Project


class SessionFailedError(Exception):
    """A session could not do what it was asked; the text says why."""


class SessionProcess:
    """The process that an edition is kept open in; may be called from any thread.

    Each call waits for those before it, and raises SessionFailedError where the session cannot do
    what it is asked, or its process is gone.
    """

    def __init__(self, project: Project, edition: Edition, *, for_desk: bool = False) -> None:
        self._project, self._edition, self._for_desk = project, edition, for_desk
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    @property
    def pid(self) -> int | None:
        """The number of the process, while there is one."""
        return self._process.pid if self._process else None

    def open(self) -> frozenset[str]:
        """Start the process; return the addresses of the pages that are stale."""
        with self._lock:
            self._end()
            # Not a fork: whoever serves has threads. A new process has conf.py anew, too.
            context = multiprocessing.get_context("spawn")
            self._connection, theirs = context.Pipe()
            self._process = context.Process(
                target=_work,
                args=(
                    self._project.root,
                    self._project.builddir,
                    self._edition,
                    theirs,
                    self._for_desk,
                ),
            )
            self._process.start()
            theirs.close()
            stale: frozenset[str] = self._receive()
            return stale

    def call(self, method: str, *arguments: Any) -> Any:
        """Return what a method of the session returns."""
        with self._lock:
            if self._connection is None:
                raise SessionFailedError("the session is not open")
            try:
                self._connection.send((method, arguments))
            except OSError as error:
                raise SessionFailedError("its process has ended") from error
            return self._receive()

    def close(self) -> None:
        """End the process, which stores what the next session begins with."""
        with self._lock:
            self._end()

    def _receive(self) -> Any:
        if self._connection is None:
            raise SessionFailedError("the session is not open")
        try:
            is_done, result = self._connection.recv()
        except (EOFError, OSError) as error:
            raise SessionFailedError("its process ended early") from error
        if not is_done:
            raise SessionFailedError(result)
        return result

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            self._process.join()
            self._process = None


def _work(
    root: Path, builddir: Path, edition: Edition, connection: Connection, for_desk: bool
) -> None:
    from diglot.sphinxext.session.worker import work

    end_with_parent()
    work(root, builddir, edition, connection, for_desk=for_desk)
