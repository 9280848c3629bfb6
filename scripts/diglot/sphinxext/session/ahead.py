"""Work that nobody waits for, in a copy of this process: what is asked meanwhile is answered."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

_Done = TypeVar("_Done")


@dataclass(slots=True)
class _Copy(Generic[_Done]):
    process: BaseProcess
    connection: Connection


class Ahead(Generic[_Done]):
    """One piece of work at a time, of which only the result comes back (pickled).

    Where a system cannot copy processes, it is done in this one.
    """

    def __init__(self) -> None:
        self._copy: _Copy[_Done] | None = None
        self._done: list[_Done] = []

    @property
    def is_running(self) -> bool:
        """Whether work has begun whose result is not there yet."""
        copy = self._copy
        return copy is not None and not copy.connection.poll()

    def begin(self, work: Callable[[], _Done]) -> None:
        """Begin with some work; the former must have been settled."""
        if "fork" not in multiprocessing.get_all_start_methods():
            self._done.append(work())
            return
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(work, theirs))
        process.start()
        theirs.close()
        self._copy = _Copy(process, ours)

    def settle(self) -> list[_Done]:
        """Wait for the work that has begun; return its result, if its process lives."""
        done, self._done = self._done, []
        if self._copy is not None:
            copy, self._copy = self._copy, None
            with suppress(EOFError):
                done.append(copy.connection.recv())
            copy.connection.close()
            copy.process.join()
        return done


def _work(work: Callable[[], object], connection: Connection) -> None:
    connection.send(work())
