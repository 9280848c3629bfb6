"""A process that stays, and answers requests one after another."""

from __future__ import annotations

import multiprocessing
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from diglot.core.child import end_with_parent
from diglot.core.errors import FAILURES
from diglot.core.i18n import _, said_by
from diglot.core.project import Edition, Project

_CLOSED = _("the session is not open")


class SessionFailedError(Exception):
    """A session could not do what it was asked; the text says why."""


class SessionEndedError(SessionFailedError):
    """The process of a session is gone, without having been told to end."""


class SessionProcess:
    """The process that an edition is kept open in; may be called from any thread.

    Each call waits for those before it, and raises SessionFailedError where the session cannot do
    what it is asked, SessionEndedError where its process is gone.
    """

    def __init__(self, project: Project, edition: Edition, *, for_desk: bool = False) -> None:
        self._project, self._edition, self._for_desk = project, edition, for_desk
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._is_abandoned = False
        # Why nothing can be asked, while that is so.
        self._fault = SessionFailedError(_CLOSED)

    @property
    def pid(self) -> int | None:
        """The number of the process, while there is one."""
        return self._process.pid if self._process else None

    @property
    def is_alive(self) -> bool:
        """Whether there is a process, which has not ended."""
        process = self._process
        return process is not None and process.is_alive()

    @property
    def fault(self) -> str:
        """Why it can be asked nothing, while that is so."""
        return said_by(self._fault)

    def open(self) -> frozenset[str]:
        """Start the process; return the addresses of the pages that are stale."""
        with self._lock:
            self._end(SessionFailedError(_CLOSED))
            if self._is_abandoned:
                raise copy(self._fault)
            # Not a fork: whoever serves has threads. A new process has conf.py anew, too.
            context = multiprocessing.get_context("spawn")
            self._connection, theirs = context.Pipe()
            process = context.Process(
                target=_work,
                args=(
                    self._project.root,
                    self._project.builddir,
                    self._edition,
                    theirs,
                    self._for_desk,
                ),
            )
            with _uninterrupted():
                process.start()
            theirs.close()
            # Not before: one that is just being started cannot be killed.
            self._process = process
            if self._is_abandoned:
                process.kill()
            try:
                stale: frozenset[str] = self._receive(self._connection)
            except SessionFailedError as error:
                self._end(error)
                raise
            return stale

    def call(self, method: str, *arguments: Any) -> Any:
        """Return what a method of the session returns."""
        with self._lock:
            if self._connection is None:
                raise copy(self._fault)
            try:
                return self._receive(self._connection, (method, arguments))
            except SessionEndedError as error:
                self._end(error)
                raise

    def close(self) -> None:
        """End the process, which stores what the next session begins with."""
        with self._lock:
            self._end(SessionFailedError(_CLOSED))

    def abandon(self) -> None:
        """Kill the process, whatever it is doing; it cannot be opened again."""
        self._is_abandoned = True
        if process := self._process:
            process.kill()

    @staticmethod
    def _receive(connection: Connection, request: object = None) -> Any:
        """Return the answer to a request, or what is sent first of all."""
        try:
            if request is not None:
                connection.send(request)
            is_done, result = connection.recv()
        except (EOFError, OSError) as error:
            raise SessionEndedError(_ended()) from error
        if not is_done:
            raise SessionFailedError(result)
        return result

    def _end(self, why: SessionFailedError) -> None:
        self._fault = why
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            self._process.join()
            self._process = None


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: it is for the one that ends them in order."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # It is started with the first process otherwise, and lets Ctrl-C through once it is.
    resource_tracker.ensure_running()
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def _ended() -> str:
    return _("its process has ended early, perhaps for want of memory")


def _work(
    root: Path, builddir: Path, edition: Edition, connection: Connection, for_desk: bool
) -> None:
    end_with_parent()
    try:
        from diglot.sphinxext.session.worker import work
    except FAILURES as error:
        # Sphinx imports packages that may be the very project, as it is being edited.
        connection.send((False, "".join(traceback.format_exception(error))))
        return
    work(root, builddir, edition, connection, for_desk=for_desk)
