"""Building the editions of one language, or of two beside each other, in this process."""

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
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Severity
from diglot.core.events import Built, Crashed, Event, Found, Progress
from diglot.core.language import Language
from diglot.core.project import Edition, Format, Project
from diglot.sphinxext import MODULES
from diglot.sphinxext.handouts.handout import PAIRED, SINGLE
from diglot.sphinxext.parallel import resolved_doctrees
from diglot.sphinxext.reporting import progress
from diglot.sphinxext.reporting.sphinx_warnings import Collector

BUILDERS = {Format.SITE: "html", Format.HANDOUTS: "typst", Format.EPUB: "epub"}
_PARALLEL_BUILDERS = {
    Format.SITE: "parallelhtml",
    Format.HANDOUTS: "typst",
    Format.EPUB: "parallelepub",
}

# The phase whose steps are the outputs of a format.
_OUTPUT_PHASES = {
    Format.SITE: "writing",
    Format.HANDOUTS: "typesetting",
    Format.EPUB: "writing",
}

# What lies here changes only when a package is installed, which the fingerprint sees anyway.
_INSTALLED = ("stdlib", "platstdlib", "purelib", "platlib")

# Seconds between two steps of progress; eyes see no more, and each one wakes the parent.
_PROGRESS_PAUSE = 0.05

# What a build leaves behind goes with its process. Only a book of more than a thousand pages leaves
# so much (about a gigabyte) that looking for it is worth the tenth of the time that it takes.
_GC_THRESHOLD = (7_000_000, 20, 100)


@dataclass(frozen=True, slots=True)
class Job:
    """The editions to build in one process, all in `language` or with it as their source.

    `lends` are parallel editions of another source, built later, for which the documents of
    `language` are made ready. `fresh` ignores what earlier builds left.
    """

    project: Project
    language: Language
    editions: tuple[Edition, ...]
    lends: tuple[Edition, ...] = ()
    fresh: bool = False


def pay_imports(project: Project, formats: set[Format]) -> None:
    """Import what every language will need for these formats, before the processes part.

    The garbage collector is better off meanwhile; it works again afterwards.
    """
    names = [*builtin_extensions, *project.extensions, *MODULES, "furo", "pygments.lexers"]
    if Format.HANDOUTS in formats:
        names.append("diglot.sphinxext.parallel.typst.handout_build")
    for name in names:
        try:
            importlib.import_module(name)
        except Exception:  # noqa: S112 - the build reports it itself
            continue
    gc.freeze()
    gc.set_threshold(*_GC_THRESHOLD)
    gc.enable()


def run(job: Job, tell: Callable[[Event], None]) -> None:
    """Build each edition of the job in turn and `tell` what happens; never raises an error.

    One edition's failure does not keep the next from being built.
    """
    for edition in (*job.editions, *job.lends):
        work = _lend if edition in job.lends else _build
        try:
            # Directives, roles and nodes are registered for the whole process; as Sphinx's own
            # command does, give them back, so that the next edition finds docutils untouched.
            with patch_docutils(str(job.project.confdir)), docutils_namespace():
                work(job, edition, tell)
        except SphinxError as error:
            problem = Diagnostic(Code.EXTENSION_ERROR, Severity.ERROR, str(error).strip())
            tell(Found(edition, problem))
        except Exception:  # a bug, whoever's: the parent shows the traceback
            tell(Crashed(edition.reading, traceback.format_exc()))


def _build(job: Job, edition: Edition, tell: Callable[[Event], None]) -> None:
    started = time.monotonic()
    name = f"{edition.format}-{edition.partner}" if edition.partner else edition.format
    unfinished = job.project.doctreedir(job.language) / f".{name}.unfinished"
    interrupted = unfinished.exists()
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.touch()
    app = _Application(job, edition, tell, outdir=_outdir(job.project, edition))
    _exclude_own_output(app, job.project)
    work = _Work(app, job.project, edition.format)
    app.build(force_all=interrupted or job.fresh)
    unfinished.unlink()
    seconds = time.monotonic() - started
    tell(Built(edition, work.outputs, seconds, work.touched, _outside(app, job.project)))


def _outdir(project: Project, edition: Edition) -> Path:
    own = project.outdir(edition)
    # The builder `typst` makes a folder for each reading itself.
    return own.parent if edition.format is Format.HANDOUTS else own


def _lend(job: Job, edition: Edition, tell: Callable[[Event], None]) -> None:
    """Store the documents of the job's language, as the parallel `edition` will ask for them."""
    outdir = resolved_doctrees.folder_of(job.project.doctreedir(job.language), "out")
    app = _Application(job, edition, tell, outdir=outdir, lends=True)
    _exclude_own_output(app, job.project)
    resolved_doctrees.store(app)


class _Application(Sphinx):
    """Sphinx, quiet, with its warnings and its progress told to the parent."""

    def __init__(
        self,
        job: Job,
        edition: Edition,
        tell: Callable[[Event], None],
        *,
        outdir: Path,
        lends: bool = False,
    ) -> None:
        self._job, self._edition, self._tell, self._lends = job, edition, tell, lends
        self._collecting = False
        self._told_at = 0.0
        project = job.project
        alone = lends or not edition.partner
        super().__init__(
            srcdir=project.srcdir,
            confdir=project.confdir,
            outdir=outdir,
            doctreedir=project.doctreedir(job.language),
            buildername=(BUILDERS if alone else _PARALLEL_BUILDERS)[edition.format],
            confoverrides=_overrides(job, edition),
            status=None,
            warning=io.StringIO(),
            freshenv=job.fresh and edition == (*job.editions, *job.lends)[0],
        )
        self.connect(progress.EVENT, self._progress)

    def create_builder(self, name: str) -> Builder:
        """Return the builder, or one that stores what it would write."""
        if self._lends:
            return resolved_doctrees.storing(self.registry.builders[name])(self, self.env)
        return super().create_builder(name)

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
        now = time.monotonic()
        if 1 < done < total and now - self._told_at < _PROGRESS_PAUSE:
            return
        self._told_at = now
        self._tell(Progress(self._edition.reading, phase, done, total))


class _Work:
    """Counts the pages or handouts that a build writes and notes the sources it touches."""

    def __init__(self, app: Sphinx, project: Project, format: Format) -> None:  # noqa: A002
        self.outputs = 0
        self._phase = _OUTPUT_PHASES[format]
        self._docnames: set[str] = set()
        self._app, self._project = app, project
        app.connect(progress.EVENT, self._step)
        app.connect("source-read", lambda _app, docname, _source: self._docnames.add(docname))
        app.connect("doctree-resolved", lambda _app, _doc, docname: self._docnames.add(docname))

    @property
    def touched(self) -> frozenset[str]:
        """The sources that were read or written, as diagnostics show them."""
        paths = (Path(self._app.env.doc2path(docname)) for docname in self._docnames)
        return frozenset(map(self._project.shown, paths))

    def _step(self, _app: Sphinx, phase: str, done: int, _total: int) -> None:
        if phase == self._phase:
            self.outputs = max(self.outputs, done)


def _outside(app: Sphinx, project: Project) -> frozenset[str]:
    """Return the files beyond the project and the installed packages that this build used."""
    dependencies = {
        str(Path(app.srcdir, path).resolve())
        for paths in app.env.dependencies.values()
        for path in paths
    }
    themes = {str(path.resolve()) for path in getattr(app.builder, "theme_sources", ())}
    modules = {
        file for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))
    }
    within = (str(project.root), *(sysconfig.get_paths()[key] for key in _INSTALLED))
    return frozenset(
        path for path in dependencies | themes | modules if not path.startswith(within)
    )


def _overrides(job: Job, edition: Edition) -> dict[str, Any]:
    project = job.project
    overrides: dict[str, Any] = {
        "language": job.language.tag,
        "diglot_epub_dir": str(project.epubdir),
        "diglot_parallel": bool(project.partner),
        "diglot_partner": project.partner,
        "diglot_templates_dir": str(project.templatesdir),
    }
    if project.handouts:
        overrides["diglot_handouts_dir"] = str(project.handoutsdir)
        overrides["diglot_readings"] = list(PAIRED) if edition.partner else [SINGLE]
    if edition.partner and edition.language == job.language.tag:
        partner = project.language(edition.partner)
        overrides["diglot_partner_doctrees"] = str(project.doctreedir(partner))
    return overrides


def _exclude_own_output(app: Sphinx, project: Project) -> None:
    # Where the project's folder is the folder of its sources, ours lies inside it too.
    if project.builddir.is_relative_to(project.srcdir):
        relative = project.builddir.relative_to(project.srcdir).as_posix()
        app.config.exclude_patterns = [*app.config.exclude_patterns, relative]
