"""Building the editions of one language in this process."""

from __future__ import annotations

import gc
import importlib
import io
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx, builtin_extensions
from sphinx.errors import SphinxError

from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Severity
from diglot.core.events import Built, Crashed, Event, Found, Progress
from diglot.core.language import Language
from diglot.core.project import Edition, Format, Project
from diglot.sphinxext import progress
from diglot.sphinxext.records import Collector

BUILDERS = {Format.SITE: "html", Format.HANDOUTS: "typst"}

# A young generation this large keeps the collector from walking a whole book's doctrees again
# and again; what a build leaves behind goes with its process.
_GC_THRESHOLD = (200_000, 20, 100)


@dataclass(frozen=True, slots=True)
class Job:
    """The formats to build of one language; `fresh` ignores what earlier builds left."""

    project: Project
    language: Language
    formats: tuple[Format, ...]
    fresh: bool = False


def pay_imports(project: Project) -> None:
    """Import what every language will need, before the processes part."""
    for name in (*builtin_extensions, *project.extensions, "furo", "pygments.lexers"):
        try:
            importlib.import_module(name)
        except Exception:  # noqa: S112 - the build reports it itself
            continue
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GC_THRESHOLD)


def run(job: Job, tell: Callable[[Event], None]) -> None:
    """Build each format of the job in turn and `tell` what happens; never raises an error.

    One format's failure does not keep the next from being built.
    """
    for each in job.formats:
        try:
            _build(job, each, tell)
        except SphinxError as error:
            problem = Diagnostic(Code.EXTENSION_ERROR, Severity.ERROR, str(error).strip())
            tell(Found(job.language.tag, problem))
        except Exception:  # a bug, whoever's: the parent shows the traceback
            tell(Crashed(job.language.tag, traceback.format_exc()))


def _build(job: Job, format: Format, tell: Callable[[Event], None]) -> None:  # noqa: A002
    started = time.monotonic()
    unfinished = job.project.doctreedir(job.language) / f".{format}.unfinished"
    interrupted = unfinished.exists()
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.touch()
    app = _Application(job, format, tell)
    _exclude_own_output(app, job.project)
    written = _OutputCount(app)
    app.build(force_all=interrupted or job.fresh)
    unfinished.unlink()
    edition = Edition(job.language.tag, format)
    tell(Built(edition, written.count, time.monotonic() - started))


class _Application(Sphinx):
    """Sphinx, quiet, with its warnings and its progress told to the parent."""

    def __init__(self, job: Job, format: Format, tell: Callable[[Event], None]) -> None:  # noqa: A002
        self._job, self._tell = job, tell
        self._collecting = False
        project = job.project
        super().__init__(
            srcdir=project.srcdir,
            confdir=project.confdir,
            outdir=project.outdir(job.language, format),
            doctreedir=project.doctreedir(job.language),
            buildername=BUILDERS[format],
            confoverrides=_overrides(job),
            status=None,
            warning=io.StringIO(),
            freshenv=job.fresh and format is job.formats[0],
        )
        self.connect(progress.EVENT, self._progress)

    def setup_extension(self, extname: str) -> None:
        """Load an extension; before the first one, take over the warnings."""
        # Sphinx sets its handlers up inside its constructor, and extensions may already warn.
        if not self._collecting:
            self._collecting = True
            Collector(self, self._job.project.root, self._found).install()
        super().setup_extension(extname)

    def _found(self, diagnostic: Diagnostic) -> None:
        self._tell(Found(self._job.language.tag, diagnostic))

    def _progress(self, _app: Sphinx, phase: str, done: int, total: int) -> None:
        self._tell(Progress(self._job.language.tag, phase, done, total))


class _OutputCount:
    """Counts the pages or handouts that a build writes."""

    def __init__(self, app: Sphinx) -> None:
        self.count = 0
        app.connect(progress.EVENT, self._step)

    def _step(self, _app: Sphinx, phase: str, done: int, _total: int) -> None:
        if phase in ("writing", "typesetting"):
            self.count = max(self.count, done)


def _overrides(job: Job) -> dict[str, Any]:
    project = job.project
    overrides: dict[str, Any] = {"language": job.language.tag}
    if project.handouts:
        overrides["diglot_handouts_dir"] = str(project.handoutsdir)
    return overrides


def _exclude_own_output(app: Sphinx, project: Project) -> None:
    # Where the project's folder is the folder of its sources, ours lies inside it too.
    if project.builddir.is_relative_to(project.srcdir):
        relative = project.builddir.relative_to(project.srcdir).as_posix()
        app.config.exclude_patterns = [*app.config.exclude_patterns, relative]
