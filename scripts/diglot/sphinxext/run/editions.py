"""Building the editions of one language, or of two beside each other, in this process."""

from __future__ import annotations

import importlib
import os
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass

from pygments.plugin import find_plugin_styles
from sphinx.application import Sphinx, builtin_extensions
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from diglot.catalog.recorded import Recorded
from diglot.core.errors import FAILURES
from diglot.core.events import Built, Event, Noted, Postponed, Prepared, ProblemFound
from diglot.core.language import Language
from diglot.core.project import Edition, Format, Project
from diglot.sphinxext import MODULES
from diglot.sphinxext.caching.calls import cached_calls
from diglot.sphinxext.compat import markdown_it, myst, sphinx
from diglot.sphinxext.compat.parts import notes, recognise
from diglot.sphinxext.config.opened import opened_files
from diglot.sphinxext.incremental.changed_inputs import is_walked, outside_files
from diglot.sphinxext.incremental.problems import all_problems, reading_problems
from diglot.sphinxext.parallel.doctree_builder import bring_up_to_date
from diglot.sphinxext.run import garbage
from diglot.sphinxext.run.application import EditionApplication
from diglot.sphinxext.run.failures import failures_as_events
from diglot.sphinxext.run.messages import record_messages
from diglot.sphinxext.run.turns import taking_turns
from diglot.sphinxext.run.work import Work

# What lies here changes only when a package is installed, which the fingerprint sees anyway.
_INSTALLED = ("stdlib", "platstdlib", "purelib", "platlib")

# What Sphinx, MyST-Parser and Pygments import when they are set up or first write.
_IMPORTED_LATE = (
    "babel.numbers",
    "jinja2.ext",
    "myst_parser.parsers.sphinx_",
    "myst_parser.sphinx_ext.directives",
    "myst_parser.sphinx_ext.main",
    "myst_parser.sphinx_ext.mathjax",
    "myst_parser.sphinx_ext.myst_refs",
    "pygments.lexers",
)

_OnEvent = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Job:
    """The editions to build in one process, all in `language` or with it as their source.

    `prepared` are parallel editions of another source, built later, for which the documents of
    `language` are made ready. `fresh` ignores what earlier builds left. `recorded` is where the
    messages of the sources are recorded once the source's site has read them. `postpones` leaves
    large handouts to be typeset when the process has ended, and their editions to another job.
    """

    project: Project
    language: Language
    editions: tuple[Edition, ...]
    prepared: tuple[Edition, ...] = ()
    fresh: bool = False
    recorded: Recorded | None = None
    postpones: bool = False


def import_everything(project: Project, formats: set[Format]) -> None:
    """Import what every language will need for these formats, before the processes part.

    The garbage collector is better off meanwhile; it works again afterwards.
    """
    names = [*builtin_extensions, *project.extensions, *MODULES, "furo", *_IMPORTED_LATE]
    if Format.HANDOUTS in formats:
        names.append("diglot.sphinxext.parallel.typst.handout_build")
    for name in names:
        try:
            importlib.import_module(name)
        except FAILURES:  # the build reports it itself
            continue
    if formats != {Format.HANDOUTS}:
        _import_styles()
    recognise(sphinx.TERMS, markdown_it.EMPHASIS, myst.CONTEXTS, myst.ATTRIBUTES)
    garbage.collect_seldom()


def _import_styles() -> None:
    """Import the styles of code that packages bring; Furo names two of them."""
    with suppress(*FAILURES):
        for _name, _style in find_plugin_styles():
            pass


def run(job: Job, on_event: _OnEvent) -> None:
    """Build each edition of the job in turn; never raises an error.

    `on_event` is called with all that happens. One edition's failure does not keep the next from
    being built.
    """
    with cached_calls() if job.project.caching else nullcontext():
        for edition in (*job.editions, *job.prepared):
            reporting = failures_as_events(edition, job.project.root, on_event)
            clean = _clean_docutils(job.project)
            with reporting, clean, taking_turns(job.project) as begun:
                if edition in job.prepared:
                    _prepare(job, edition, on_event, begun)
                else:
                    _build(job, edition, on_event, begun)


@contextmanager
def _clean_docutils(project: Project) -> Iterator[None]:
    """Give back, after an edition, the directives, roles and nodes that were registered for it.

    They hold for the whole process; Sphinx's own command does the same.
    """
    with patch_docutils(str(project.confdir)), docutils_namespace():
        yield


def _build(job: Job, edition: Edition, on_event: _OnEvent, begun: Callable[[], None]) -> None:
    started = time.monotonic()
    project = job.project
    name = f"{edition.format}-{edition.partner}" if edition.partner else edition.format
    unfinished = project.doctreedir(job.language) / f".{name}.unfinished"
    interrupted = unfinished.exists()
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.touch()
    fresh = job.fresh and edition == job.editions[0]
    with opened_files() as opened:
        app = EditionApplication(
            project, job.language, edition, on_event, fresh=fresh, postpones=job.postpones
        )
    begun()
    known = notes()
    for text in known:
        on_event(Noted(edition, text))
    garbage.collect_as_needed(app)
    work = Work(app, edition.format)
    with _problems_of_reading(app, edition, on_event):
        app.build(force_all=interrupted or job.fresh)
    if app.was_refused:
        return
    if handouts := tuple(getattr(app.builder, "postponed", ())):
        unfinished.unlink()
        on_event(Postponed(edition, handouts, time.monotonic() - started))
        return
    work.check_whole(app)
    # Themes and templates show what they are like only while pages are written.
    for text in notes()[len(known) :]:
        on_event(Noted(edition, text))
    if job.recorded and edition == Edition(project.source.tag, Format.SITE):
        record_messages(app.env, project, job.recorded)
    unfinished.unlink()
    seconds = time.monotonic() - started
    outside = _outside(app, project, opened)
    on_event(Built(edition, work.outputs, seconds, all_problems(app), outside, tuple(work.failed)))


def _prepare(job: Job, edition: Edition, on_event: _OnEvent, begun: Callable[[], None]) -> None:
    """Keep the documents of the job's language, as the parallel `edition` will ask for them."""
    fresh = job.fresh and not job.editions and edition == job.prepared[0]
    app = EditionApplication(
        job.project, job.language, edition, on_event, fresh=fresh, prepares=True
    )
    begun()
    garbage.collect_as_needed(app)
    work = Work(app, edition.format)
    with _problems_of_reading(app, edition, on_event):
        bring_up_to_date(app)
    if app.was_refused:
        return
    work.check_whole(app)
    on_event(Prepared(edition, all_problems(app)))


@contextmanager
def _problems_of_reading(
    app: EditionApplication, edition: Edition, on_event: _OnEvent
) -> Iterator[None]:
    """Tell what is wrong with all documents where the work fails; Sphinx names what it reads.

    It stops where its first page cannot be read. That this page cannot, is told already.
    """
    is_whole = False
    try:
        yield
        is_whole = not app.was_refused
    except SphinxError:
        if not app.was_refused:
            raise
    finally:
        for problem in () if is_whole else reading_problems(app.env):
            on_event(ProblemFound(edition, problem))


def _outside(app: Sphinx, project: Project, opened: Set[str]) -> frozenset[str]:
    """Return the files that this build used, beyond the project and the installed packages.

    `opened` are those that conf.py and extensions have read when they were set up.
    """
    themes = {os.path.realpath(path) for path in getattr(app.builder, "theme_sources", {}).values()}
    modules = {
        file for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))
    }
    installed = tuple(sysconfig.get_paths()[key] for key in _INSTALLED)
    return outside_files(app.env, project) | frozenset(
        path
        for path in opened | themes | modules
        if not path.startswith(installed) and not is_walked(path, project)
    )
