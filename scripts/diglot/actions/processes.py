"""The processes of a build: one for each language, whose events reach the parent through a pipe."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from diglot.core.child import end_with_parent
from diglot.core.events import Crashed, Event
from diglot.core.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diglot.sphinxext.run.editions import Job

OnEvent = Callable[[Event], None]
"""What is called with each event while a build runs."""

_Running = dict[Connection, tuple[BaseProcess, str]]


def run_all(waiting: list[Job], limit: int, on_event: OnEvent) -> None:
    """Run the jobs, `limit` at a time, until all are through."""
    context = _context()
    pending = list(waiting)
    running: _Running = {}
    with _no_orphans(running):
        while pending or running:
            while pending and len(running) < max(1, limit):
                job = pending.pop(0)
                receiver, sender = context.Pipe(duplex=False)
                process = context.Process(target=_child, args=(job, sender))
                process.start()
                sender.close()
                running[receiver] = (process, job.language.tag)
            for ready in wait(list(running)):
                assert isinstance(ready, Connection)  # noqa: S101 - narrows what wait() returns
                _receive(ready, running, on_event)


def _receive(connection: Connection, running: _Running, on_event: OnEvent) -> None:
    """Hand on one event of a child; let the child go when it is through or gone."""
    process, language = running[connection]
    try:
        event: Event | None = connection.recv()
    except EOFError:
        process.join()
        early = _("its process ended early, with exit code {code}", code=process.exitcode)
        on_event(Crashed(language, early))
        event = None
    if event is not None:
        on_event(event)
        return
    del running[connection]
    connection.close()
    process.join()


def _child(job: Job, sender: Connection) -> None:
    try:
        from diglot.sphinxext.run.editions import run

        end_with_parent()
        run(job, sender.send)
        sender.send(None)
    except (KeyboardInterrupt, BrokenPipeError):
        # The parent got the same signal and speaks for all, or it is gone.
        return
    finally:
        sender.close()


def _context() -> ForkContext | SpawnContext:
    # A fork inherits the imports; where there is none, each child pays for its own.
    if "fork" in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


@contextmanager
def _no_orphans(running: _Running) -> Iterator[None]:
    try:
        yield
    finally:
        for process, _language in running.values():
            process.terminate()
            process.join()
