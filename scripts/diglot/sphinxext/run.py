"""Building the editions of one language in this process."""

from __future__ import annotations

import gc
import importlib
import io
import sys
import sysconfig
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx, builtin_extensions
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Severity
from diglot.core.events import Built, Crashed, Event, Found, Progress
from diglot.core.language import Language
from diglot.core.project import Edition, Format, Project
from diglot.sphinxext import progress
from diglot.sphinxext.records import Collector

BUILDERS = {Format.SITE: "html", Format.HANDOUTS: "typst", Format.EPUB: "epub"}

# The phase whose steps are the outputs of a format.
_OUTPUT_PHASES = {
    Format.SITE: "writing",
    Format.HANDOUTS: "typesetting",
    Format.EPUB: "writing",
}

# What lies here changes only when a package is installed, which the fingerprint sees anyway.
_INSTALLED = ("stdlib", "platstdlib", "purelib", "platlib")

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
            tell(Found(Edition(job.language.tag, each), problem))
        except Exception:  # a bug, whoever's: the parent shows the traceback
            tell(Crashed(job.language.tag, traceback.format_exc()))


def _build(job: Job, format: Format, tell: Callable[[Event], None]) -> None:  # noqa: A002
    started = time.monotonic()
    unfinished = job.project.doctreedir(job.language) / f".{format}.unfinished"
    interrupted = unfinished.exists()
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.touch()
    # Directives, roles and nodes are registered for the whole process; as Sphinx's own command
    # does, give them back, so that the next format finds docutils untouched.
    with patch_docutils(str(job.project.confdir)), docutils_namespace():
        app = _Application(job, format, tell)
        _exclude_own_output(app, job.project)
        work = _Work(app, job.project, format)
        app.build(force_all=interrupted or job.fresh)
    unfinished.unlink()
    edition = Edition(job.language.tag, format)
    seconds = time.monotonic() - started
    touched, outside = frozenset(work.touched), _outside(app, job.project)
    tell(Built(edition, work.outputs, seconds, touched, outside))


class _Application(Sphinx):
    """Sphinx, quiet, with its warnings and its progress told to the parent."""

    def __init__(self, job: Job, format: Format, tell: Callable[[Event], None]) -> None:  # noqa: A002
        self._job, self._tell = job, tell
        self._edition = Edition(job.language.tag, format)
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
        self._tell(Found(self._edition, diagnostic))

    def _progress(self, _app: Sphinx, phase: str, done: int, total: int) -> None:
        self._tell(Progress(self._job.language.tag, phase, done, total))


class _Work:
    """Counts the pages or handouts that a build writes and notes the sources it touches."""

    def __init__(self, app: Sphinx, project: Project, format: Format) -> None:  # noqa: A002
        self.outputs = 0
        self._phase = _OUTPUT_PHASES[format]
        self.touched: set[str] = set()
        self._project = project
        app.connect(progress.EVENT, self._step)
        app.connect("source-read", lambda app, docname, _source: self._touch(app, docname))
        app.connect("doctree-resolved", lambda app, _doctree, docname: self._touch(app, docname))

    def _step(self, _app: Sphinx, phase: str, done: int, _total: int) -> None:
        if phase == self._phase:
            self.outputs = max(self.outputs, done)

    def _touch(self, app: Sphinx, docname: str) -> None:
        self.touched.add(self._project.shown(Path(app.env.doc2path(docname))))


def _outside(app: Sphinx, project: Project) -> frozenset[str]:
    """Return the files beyond the project and the installed packages that this build used."""
    dependencies = {
        str(Path(app.srcdir, path).resolve())
        for paths in app.env.dependencies.values()
        for path in paths
    }
    modules = {
        file for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))
    }
    within = (str(project.root), *(sysconfig.get_paths()[key] for key in _INSTALLED))
    return frozenset(path for path in dependencies | modules if not path.startswith(within))


def _overrides(job: Job) -> dict[str, Any]:
    project = job.project
    overrides: dict[str, Any] = {
        "language": job.language.tag,
        "diglot_epub_dir": str(project.epubdir),
    }
    if project.handouts:
        overrides["diglot_handouts_dir"] = str(project.handoutsdir)
    return overrides


def _exclude_own_output(app: Sphinx, project: Project) -> None:
    # Where the project's folder is the folder of its sources, ours lies inside it too.
    if project.builddir.is_relative_to(project.srcdir):
        relative = project.builddir.relative_to(project.srcdir).as_posix()
        app.config.exclude_patterns = [*app.config.exclude_patterns, relative]
