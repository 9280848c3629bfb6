"""Progress while a build runs: a line a language on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from diglot.cli.build_summary import FORMATS
from diglot.cli.language import shown
from diglot.cli.output import Output
from diglot.core import events
from diglot.core.i18n import _
from diglot.core.project import Project

_PHASES = {
    "reading": _("reading"),
    "writing": _("writing"),
    "typesetting": _("typesetting"),
}
OnEvent = Callable[[events.Event], None]


@contextmanager
def follow(project: Project, output: Output) -> Iterator[OnEvent]:
    """Yield a function that shows each event it is called with, the way the output channel can."""
    if output.quiet or output.is_json:
        yield lambda _event: None
    elif output.errors.is_terminal:
        with _bars(output.errors) as progress:
            yield _Bars(project, progress, verbose=output.verbose).show
    else:
        yield _Lines(project, output).show


def _bars(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.fields[language]}", markup=False),
        TextColumn("{task.description}", style="cyan", markup=False),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        console=console,
        transient=True,
    )


class _Bars:
    """One bar a language, reused from phase to phase."""

    def __init__(self, project: Project, progress: Progress, *, verbose: bool) -> None:
        self._verbose = verbose
        self._names = {edition.reading: project.name(edition) for edition in project.all_editions}
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def show(self, event: events.Event) -> None:
        """Move the bar of the event's language; print a note above the bars."""
        if isinstance(event, events.Noted) and self._verbose:
            self._progress.console.print(event.text)
        if not isinstance(event, events.Progress):
            return
        if event.language not in self._tasks:
            name = self._names[event.language]
            self._tasks[event.language] = self._progress.add_task("", language=name, total=None)
        self._progress.update(
            self._tasks[event.language],
            description=shown(_PHASES[event.phase]),
            completed=event.done,
            total=event.total,
        )


class _Lines:
    """A line for each phase that begins and each edition that is done."""

    def __init__(self, project: Project, output: Output) -> None:
        self._slugs = {edition.reading: project.slug(edition) for edition in project.all_editions}
        self._output = output
        self._phases: set[tuple[str, str]] = set()

    def show(self, event: events.Event) -> None:
        """Print the line, if the event is worth one."""
        if isinstance(event, events.Progress):
            phase = (event.language, event.phase)
            if event.total and phase not in self._phases:
                self._phases.add(phase)
                self._line(event.language, f"{shown(_PHASES[event.phase])} {event.total}")
            elif self._output.verbose:
                self._line(
                    event.language, f"{shown(_PHASES[event.phase])} {event.done}/{event.total}"
                )
        elif isinstance(event, events.Noted):
            if self._output.verbose:
                self._line(event.edition.reading, shown(event.text))
        elif isinstance(event, events.Built):
            self._line(
                event.edition.reading,
                shown(_("{format} done", format=FORMATS[event.edition.format])),
            )

    def _line(self, language: str, text: str) -> None:
        self._output.errors.print(f"{self._slugs[language]}: {text}")
