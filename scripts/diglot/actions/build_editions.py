"""Builds editions: a process for each language, forked by one that has paid for the imports.

That one ends when they have, too. What Sphinx and the imports hold would stand beside all that
Typst holds of a long handout, so such handouts are typeset then, and a second round of processes
takes in what came of them.
"""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.actions.processes import OnEvent, Task, run_all
from diglot.actions.source_messages import recorded_messages
from diglot.core.child import ending_with_parent
from diglot.core.events import Built, Crashed, Event, Postponed, Prepared, Progress
from diglot.core.files import remove_left_overs
from diglot.core.memory import usable_memory
from diglot.core.project import Edition, Format, Project
from diglot.core.site_documents import is_outdated
from diglot.typeset.demand import at_once
from diglot.typeset.print_process import print_postponed

if TYPE_CHECKING:
    from diglot.sphinxext.run.editions import Job


@dataclass(frozen=True, slots=True)
class Request:
    """The `editions` to build, of those that are `wanted`, in `jobs` processes at a time.

    `fresh` ignores what earlier builds left, `postpones` leaves large handouts for later.
    """

    project: Project
    wanted: tuple[Edition, ...]
    editions: tuple[Edition, ...]
    jobs: int
    fresh: bool = False
    postpones: bool = True


def build_editions(request: Request, on_event: OnEvent) -> None:
    """Build editions; `on_event` is called with all that happens."""
    postponed: list[Postponed] = []

    def receive(event: Event) -> None:
        if isinstance(event, Postponed):
            postponed.append(event)
        else:
            on_event(event)

    _build_apart(request, receive)
    if not postponed:
        return
    began = time.monotonic()
    _print(postponed, request.jobs, on_event)
    spent = time.monotonic() - began
    before = {event.edition: event.seconds + spent for event in postponed}
    _build_apart(
        replace(request, editions=tuple(before), fresh=False, postpones=False),
        _with_seconds(before, on_event),
    )


def _build_apart(request: Request, on_event: OnEvent) -> None:
    work = partial(_build, request)
    run_all([Task(request.project.source.tag, work, starts_others=True)], 1, on_event)


def _print(postponed: Iterable[Postponed], limit: int, on_event: OnEvent) -> None:
    """Typeset what was postponed."""
    readings = {
        folder: event.edition.reading for event in postponed for folder, _bytes in event.handouts
    }
    demands = [demand for event in postponed for _folder, demand in event.handouts]
    total, done = Counter(readings.values()), Counter[str]()

    def tell(reading: str) -> None:
        on_event(Progress(reading, "typesetting", done[reading], total[reading]))

    def printed(folder: Path) -> None:
        done[readings[folder]] += 1
        tell(readings[folder])

    for reading in total:
        tell(reading)
    print_postponed(list(readings), at_once(demands, limit, usable_memory()), printed)


def _with_seconds(before: dict[Edition, float], on_event: OnEvent) -> OnEvent:
    """Return what hears of editions that have already taken so many seconds."""

    def receive(event: Event) -> None:
        if isinstance(event, Built) and event.edition in before:
            event = replace(event, seconds=event.seconds + before[event.edition])
        on_event(event)

    return receive


def lags_behind(project: Project, edition: Edition) -> bool:
    """Whether it is a site that another one's list of documents came too late for."""
    if edition.format is not Format.SITE:
        return False
    tags = [language.tag for language in project.languages]
    doctreedir = project.doctreedir(project.language(edition.language))
    return is_outdated(doctreedir, tags, parallel=bool(edition.partner))


def _build(request: Request, on_event: OnEvent) -> None:
    project, wanted, editions = request.project, request.wanted, request.editions
    # Modules are no garbage, and looking for it takes a tenth of the time that they take.
    gc.disable()
    # Imported late: a build that has nothing to do answers without Sphinx.
    with ending_with_parent():
        from diglot.sphinxext.html.site.front import write_front
        from diglot.sphinxext.i18n.labels import compile_catalogs
        from diglot.sphinxext.run.editions import Job, import_everything, run

        import_everything(project, {edition.format for edition in editions})
        # The processes of the languages need them, and so do the pages above the languages.
        compile_catalogs({edition.reading for edition in editions})
    # Builders take what lies in a book's folder for a part of the book.
    for folder in {project.sitedir, *map(project.outdir, editions)}:
        remove_left_overs(folder)
    prepared: set[Edition] = set()

    def receive(event: Event) -> None:
        if isinstance(event, Prepared):
            prepared.add(event.edition)
        on_event(event)

    def run_jobs(jobs: Iterable[Job], on_event: OnEvent) -> None:
        tasks = [
            Task(job.language.tag, partial(run, replace(job, postpones=request.postpones)))
            for job in jobs
        ]
        run_all(tasks, request.jobs, on_event)

    run_jobs(_first_jobs(project, editions, fresh=request.fresh), receive)
    # What was built may change what the sites that were fresh link to.
    late = [edition for edition in wanted if lags_behind(project, edition)]
    single = [edition for edition in late if not edition.partner]
    run_jobs(_first_jobs(project, single, fresh=False), _crashes_alone(on_event))
    # Where the partner failed, what earlier builds kept of it would be taken for its present.
    parallel = tuple(edition for edition in editions if edition in prepared)
    if parallel:
        run_jobs([Job(project, project.source, parallel, fresh=request.fresh)], on_event)
    # Of documents that are as they were, but for the links to a third language.
    if others := tuple(edition for edition in late if edition.partner and edition not in editions):
        run_jobs([Job(project, project.source, others)], _crashes_alone(on_event))
    write_front(project)


def _first_jobs(project: Project, editions: Iterable[Edition], *, fresh: bool) -> list[Job]:
    """Return a job for each language: its own editions, and its part in parallel ones.

    A parallel edition is built after them, from the documents of both its languages.
    """
    from diglot.sphinxext.run.editions import Job

    jobs = []
    # What changes while the build runs belongs to the next one.
    recorded = recorded_messages(project)
    # Translating takes longer than not, so translations begin first.
    for language in (*project.targets, project.source):
        single = tuple(edition for edition in editions if edition.reading == language.tag)
        prepared = tuple(edition for edition in editions if edition.partner == language.tag)
        if single or prepared:
            job = Job(project, language, single, prepared, fresh=fresh, recorded=recorded)
            jobs.append(job)
    return jobs


def _crashes_alone(on_event: OnEvent) -> OnEvent:
    """Return what hears of a site that is built again; all else was told the first time."""
    return lambda event: on_event(event) if isinstance(event, Crashed) else None
