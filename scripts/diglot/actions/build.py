"""Building editions: a process for each language, forked once the imports are paid."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from diglot.actions.build_cache import Ledger, open_ledger
from diglot.core.diagnostic import Report, sort_diagnostics
from diglot.core.errors import DiglotError
from diglot.core.events import Built, Crashed, Event, Found
from diglot.core.project import Edition, Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diglot.sphinxext.run.editions import Job

Listener = Callable[[Event], None]
_Running = dict[Connection, tuple[BaseProcess, str]]


def build(
    project: Project,
    editions: Iterable[Edition],
    *,
    jobs: int = 2,
    fresh: bool = False,
    listen: Listener = lambda _event: None,
) -> Report:
    """Build `editions` and return what was found and what was built.

    At most `jobs` languages are built at the same time; `fresh` starts from nothing. `listen`
    hears every event while the build runs. The report's results hold ``built`` (a list of
    `Built`) and ``crashed`` (a list of `Crashed`). Raises DiglotError where the output folder
    cannot be written.
    """
    _require_writable(project)
    wanted = tuple(editions)
    ledger = open_ledger(project)
    stale = wanted if fresh else [one for one in wanted if not ledger.is_fresh(one)]
    heard: list[Event] = []

    def hear(event: Event) -> None:
        heard.append(event)
        listen(event)

    for edition in wanted:
        if edition not in stale:
            hear(Built(edition, 0, 0.0))
    if stale:
        _build_stale(project, stale, jobs, fresh, hear)
        _enter(ledger, heard, stale)
    problems = [one for edition in wanted for one in ledger.problems(edition)]
    return Report(
        sort_diagnostics([*problems, *(one.diagnostic for one in heard if isinstance(one, Found))]),
        {
            "built": [event for event in heard if isinstance(event, Built)],
            "crashed": [event for event in heard if isinstance(event, Crashed)],
        },
    )


def _build_stale(
    project: Project, editions: Sequence[Edition], jobs: int, fresh: bool, hear: Listener
) -> None:
    # Modules are no garbage, and looking for it takes a tenth of the time that they take.
    gc.disable()
    # Imported late: a build that has nothing to do answers without Sphinx.
    from diglot.sphinxext.html.site.front import write_front
    from diglot.sphinxext.run.editions import pay_imports

    pay_imports(project, {one.format for one in editions})
    for stage in _stages_of(project, tuple(editions), fresh=fresh):
        _run_all(stage, jobs, hear)
    write_front(project)


def _enter(ledger: Ledger, heard: list[Event], stale: Iterable[Edition]) -> None:
    for event in heard:
        if isinstance(event, Built) and event.edition in stale:
            found = [
                one.diagnostic
                for one in heard
                if isinstance(one, Found) and one.edition == event.edition
            ]
            ledger.enter(event, found)
    ledger.save()


def _stages_of(
    project: Project, editions: tuple[Edition, ...], *, fresh: bool
) -> Iterator[list[Job]]:
    """Yield the jobs that may run side by side, stage by stage.

    A parallel edition needs the documents of both its languages, so it comes in the second.
    """
    from diglot.sphinxext.run.editions import Job

    parallel = tuple(one for one in editions if one.partner)
    first = []
    # Translating takes longer than not, so translations begin first.
    for language in (*project.languages[1:], project.source):
        single = tuple(one for one in editions if one.reading == language.tag)
        lends = tuple(one for one in parallel if one.partner == language.tag)
        if single or lends:
            first.append(Job(project, language, single, lends, fresh=fresh))
    yield first
    if parallel:
        yield [Job(project, project.source, parallel, fresh=fresh)]


def _require_writable(project: Project) -> None:
    probe = project.builddir / ".writable"
    try:
        project.builddir.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise DiglotError(
            f"the output folder {project.builddir} cannot be written: {error.strerror}",
            hint="change its permissions, or name another folder with --output FOLDER",
        ) from error


def _run_all(waiting: list[Job], limit: int, hear: Listener) -> None:
    """Run the jobs, `limit` at a time, until all are through."""
    context = _context()
    pending = list(waiting)
    running: _Running = {}
    with _no_orphans(running):
        while pending or running:
            while pending and len(running) < max(1, limit):
                job = pending.pop(0)
                receiver, sender = context.Pipe(duplex=False)
                process = context.Process(target=_child, args=(job, sender), daemon=True)
                process.start()
                sender.close()
                running[receiver] = (process, job.language.tag)
            for ready in wait(list(running)):
                assert isinstance(ready, Connection)  # noqa: S101 - narrows what wait() returns
                _receive(ready, running, hear)


def _receive(connection: Connection, running: _Running, hear: Listener) -> None:
    """Hand on one event of a child; let the child go when it is through or gone."""
    process, language = running[connection]
    try:
        event: Event | None = connection.recv()
    except EOFError:
        process.join()
        hear(Crashed(language, f"its process ended early, with exit code {process.exitcode}"))
        event = None
    if event is not None:
        hear(event)
        return
    del running[connection]
    connection.close()
    process.join()


def _child(job: Job, sender: Connection) -> None:
    from diglot.sphinxext.run.editions import run

    try:
        run(job, sender.send)
        sender.send(None)
    except KeyboardInterrupt:
        # The parent got the same signal and speaks for all.
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
