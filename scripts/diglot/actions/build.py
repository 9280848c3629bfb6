"""Building editions: a process for each language, forked once the imports are paid."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from diglot.actions.build_cache import BuildCache, open_build_cache
from diglot.actions.build_editions import Request, build_editions, lags_behind
from diglot.actions.dropped import remove_dropped
from diglot.actions.processes import OnEvent
from diglot.actions.stale_catalogs import stale_catalogs
from diglot.core.diagnostic import Diagnostic, Report, sort_diagnostics
from diglot.core.errors import DiglotError
from diglot.core.events import Built, Crashed, Event, Prepared, ProblemFound
from diglot.core.i18n import _
from diglot.core.lock import locked
from diglot.core.project import Edition, Project
from diglot.core.system_errors import reason_of


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
        build_editions(Request(project, tuple(wanted), tuple(stale), jobs, fresh=fresh), receive)
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
    return cache.is_fresh(edition) and not lags_behind(cache.project, edition)


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
