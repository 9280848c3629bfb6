"""The processes of a build, whose events reach whoever started them through a pipe."""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from diglot.core.child import end_with_children, end_with_parent
from diglot.core.events import Crashed, Event
from diglot.core.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OnEvent = Callable[[Event], None]
"""What is called with each event while a build runs."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a process does, calling a function with each event, for a `language`.

    With `starts_others` it runs tasks itself, each in a process of its own.
    """

    language: str
    work: Callable[[OnEvent], None]
    starts_others: bool = False


_Running = dict[Connection, tuple[BaseProcess, str]]


def run_all(tasks: Sequence[Task], limit: int, on_event: OnEvent) -> None:
    """Run the tasks, `limit` at a time, until all are through.

    Raises what a task that `starts_others` has raised, and BrokenPipeError in a process of such a
    task whose parent is gone.
    """
    context = _context()
    pending = list(tasks)
    running: _Running = {}
    above = multiprocessing.parent_process()
    with _no_orphans(running):
        while pending or running:
            while pending and len(running) < max(1, limit):
                task = pending.pop(0)
                receiver, sender = context.Pipe(duplex=False)
                process = context.Process(target=_child, args=(task, sender))
                process.start()
                sender.close()
                running[receiver] = (process, task.language)
            for ready in wait([*running, *([above.sentinel] if above else [])]):
                if not isinstance(ready, Connection):
                    raise BrokenPipeError
                _receive(ready, running, on_event)


def _receive(connection: Connection, running: _Running, on_event: OnEvent) -> None:
    """Hand on one event of a child; let the child go when it is through or gone."""
    process, language = running[connection]
    try:
        event: Event | BaseException | None = connection.recv()
    except EOFError:
        process.join()
        early = _("its process ended early, with exit code {code}", code=process.exitcode)
        on_event(Crashed(language, early))
        event = None
    if isinstance(event, BaseException):
        raise event
    if event is not None:
        on_event(event)
        return
    del running[connection]
    connection.close()
    process.join()


def _child(task: Task, sender: Connection) -> None:
    try:
        if task.starts_others:
            end_with_children()
        else:
            # It takes a thread, and a process that starts others must have none.
            end_with_parent()
        task.work(sender.send)
        sender.send(None)
    except BrokenPipeError:
        # The parent is gone.
        return
    except KeyboardInterrupt as error:
        # The parent speaks for all. The signal may have been for this process alone.
        if task.starts_others:
            with suppress(BrokenPipeError):
                sender.send(error)
    except Exception as error:
        if not task.starts_others:
            raise
        # The parent raises it.
        error.add_note(traceback.format_exc())
        sender.send(error)
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
