"""Building editions: a process for each language, forked once the imports are paid."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from diglot.actions.build_cache import BuildCache, open_build_cache
from diglot.actions.dropped import remove_dropped
from diglot.actions.processes import OnEvent, run_all
from diglot.actions.source_messages import recorded_messages
from diglot.actions.stale_catalogs import stale_catalogs
from diglot.core.diagnostic import Diagnostic, Report, sort_diagnostics
from diglot.core.errors import DiglotError
from diglot.core.events import Built, Crashed, Event, Prepared, ProblemFound
from diglot.core.files import remove_left_overs
from diglot.core.i18n import _
from diglot.core.lock import locked
from diglot.core.project import Edition, Format, Project
from diglot.core.site_documents import is_outdated
from diglot.core.system_errors import reason_of

if TYPE_CHECKING:
    from diglot.sphinxext.run.editions import Job


def build(
    project: Project,
    editions: Iterable[Edition],
    *,
    jobs: int = 2,
    fresh: bool = False,
    strict: bool = False,
    on_event: OnEvent = lambda _event: None,
) -> Report:
    """Build `editions` and return what was found and what was built.

    At most `jobs` languages are built at the same time; `fresh` ignores what earlier builds left.
    The catalogs are compared with the messages that the build has read; with `strict`, Sphinx reads
    them where no build has.
    `on_event` is called with each event while the build runs. The report's results hold ``built``
    (a list of `Built`), ``failed`` (the editions that could not be built) and ``crashed`` (a list
    of `Crashed`). Raises DiglotError where the output folder cannot be written, or another diglot
    builds into it.
    """
    _require_writable(project)
    with locked(project.builddir):
        return _build(project, tuple(editions), jobs, fresh, strict, on_event)


def _build(
    project: Project,
    wanted: Sequence[Edition],
    jobs: int,
    fresh: bool,
    strict: bool,
    on_event: OnEvent,
) -> Report:
    cache = open_build_cache(project)
    stale = wanted if fresh else [edition for edition in wanted if not _is_fresh(cache, edition)]
    events: list[Event] = []

    def receive(event: Event) -> None:
        events.append(event)
        on_event(event)

    for edition in wanted:
        if edition not in stale:
            receive(Built(edition, 0, 0.0))
    remove_dropped(project)
    if stale:
        _build_stale(project, wanted, stale, jobs, fresh, receive)
        _remember(cache, events, stale)
    failed = _missing(events, wanted)
    problems = [problem for edition in wanted for problem in cache.problems(edition)]
    behind = stale_catalogs(project, wanted, cache.inputs, must_read=strict)
    return Report(
        sort_diagnostics([*problems, *behind, *_found(events, failed)]),
        {
            "built": [event for event in events if isinstance(event, Built)],
            "failed": failed,
            "crashed": [event for event in events if isinstance(event, Crashed)],
        },
    )


def _is_fresh(cache: BuildCache, edition: Edition) -> bool:
    return cache.is_fresh(edition) and not _lags_behind(cache.project, edition)


def _lags_behind(project: Project, edition: Edition) -> bool:
    """Whether it is a site that another one's list of documents came too late for."""
    if edition.format is not Format.SITE:
        return False
    tags = [language.tag for language in project.languages]
    doctreedir = project.doctreedir(project.language(edition.language))
    return is_outdated(doctreedir, tags, parallel=bool(edition.partner))


def _build_stale(
    project: Project,
    wanted: Sequence[Edition],
    editions: Sequence[Edition],
    jobs: int,
    fresh: bool,
    on_event: OnEvent,
) -> None:
    # Modules are no garbage, and looking for it takes a tenth of the time that they take.
    gc.disable()
    # Imported late: a build that has nothing to do answers without Sphinx.
    from diglot.sphinxext.html.site.front import write_front
    from diglot.sphinxext.run.editions import Job, import_everything

    import_everything(project, {edition.format for edition in editions})
    # Builders take what lies in a book's folder for a part of the book.
    for folder in {project.sitedir, *map(project.outdir, editions)}:
        remove_left_overs(folder)
    prepared: set[Edition] = set()

    def receive(event: Event) -> None:
        if isinstance(event, Prepared):
            prepared.add(event.edition)
        on_event(event)

    first = _first_jobs(project, editions, fresh=fresh)
    run_all(first, jobs, receive)
    # What was built may change what the sites that were fresh link to.
    late = [edition for edition in wanted if _lags_behind(project, edition)]
    single = [edition for edition in late if not edition.partner]
    run_all(_first_jobs(project, single, fresh=False), jobs, _crashes_alone(on_event))
    # Where the partner failed, what earlier builds kept of it would be taken for its present.
    parallel = tuple(edition for edition in editions if edition in prepared)
    if parallel:
        run_all([Job(project, project.source, parallel, fresh=fresh)], jobs, on_event)
    # Of documents that are as they were, but for the links to a third language.
    if others := tuple(edition for edition in late if edition.partner and edition not in editions):
        run_all([Job(project, project.source, others)], jobs, _crashes_alone(on_event))
    write_front(project)


def _remember(cache: BuildCache, events: Sequence[Event], stale: Iterable[Edition]) -> None:
    for event in events:
        if isinstance(event, Built) and event.edition in stale:
            cache.add(event, [*event.problems, *_of_partner(events, event.edition)])
    for edition in _missing(events, stale):
        cache.add_failed(edition, _found(events, [edition]))
    cache.save()


def _missing(events: Iterable[Event], editions: Iterable[Edition]) -> list[Edition]:
    """Return the editions of which no event says that they were built."""
    built = {event.edition for event in events if isinstance(event, Built)}
    return [edition for edition in editions if edition not in built]


def _of_partner(events: Iterable[Event], edition: Edition) -> Iterator[Diagnostic]:
    """Yield what is wrong with the partner's documents of a parallel edition."""
    for event in events:
        if isinstance(event, Prepared) and event.edition == edition:
            yield from event.problems


def _found(events: Iterable[Event], editions: Collection[Edition]) -> Iterator[Diagnostic]:
    """Yield what came up while editions were built."""
    for event in events:
        if isinstance(event, ProblemFound) and event.edition in editions:
            yield event.diagnostic


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


def _require_writable(project: Project) -> None:
    probe = project.builddir / ".writable"
    try:
        project.builddir.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise DiglotError(
            _(
                "the output folder {folder} cannot be written: {reason}",
                folder=project.builddir,
                reason=reason_of(error),
            ),
            hint=_("change its permissions, or name another folder with --output FOLDER"),
        ) from error
