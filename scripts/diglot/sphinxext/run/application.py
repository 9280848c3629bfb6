"""The Sphinx application of one edition, whose warnings and progress become events."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder

from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic
from diglot.core.events import Event, ProblemFound, Progress
from diglot.core.language import Language
from diglot.core.project import Edition, Format, Project
from diglot.sphinxext.compat.myst_nb import keep_outputs
from diglot.sphinxext.compat.sphinx import forget_catalogs
from diglot.sphinxext.config.build_options import BuildOptions
from diglot.sphinxext.config.load import no_sources
from diglot.sphinxext.config.readings import PAIRED, SINGLE
from diglot.sphinxext.incremental.problems import note_problem
from diglot.sphinxext.parallel.doctree_builder import keeping_doctrees
from diglot.sphinxext.parallel.resolved_doctrees import folder_of
from diglot.sphinxext.reporting import progress
from diglot.sphinxext.reporting.application import QuietApplication
from diglot.sphinxext.reporting.origin import Origin

BUILDERS = {Format.SITE: "html", Format.HANDOUTS: "typst", Format.EPUB: "epub"}
_PARALLEL_BUILDERS = {
    Format.SITE: "parallelhtml",
    Format.HANDOUTS: "typst",
    Format.EPUB: "parallelepub",
}

# Seconds between two steps of progress; eyes see no more, and each one wakes the parent.
_PROGRESS_PAUSE = 0.05


class EditionApplication(QuietApplication):
    """Sphinx for one edition in `language`.

    With `prepares` it keeps the resolved documents of `language` for a parallel `edition` of
    another source, and writes nothing else. `fresh` reads every document again; `postpones` leaves
    large handouts for later.
    """

    def __init__(
        self,
        project: Project,
        language: Language,
        edition: Edition,
        on_event: Callable[[Event], None],
        *,
        fresh: bool,
        prepares: bool = False,
        postpones: bool = False,
    ) -> None:
        self._edition, self._on_event, self._prepares = edition, on_event, prepares
        self._last_step = 0.0
        self.was_refused = False
        """Whether a file could not be written or read, so that what is there is not whole."""
        forget_catalogs()
        doctreedir = project.doctreedir(language)
        builders = BUILDERS if prepares or not edition.partner else _PARALLEL_BUILDERS
        super().__init__(
            root=project.root,
            on_diagnostic=self._receive_diagnostic,
            options=replace(_options(project, edition, language), postpones_handouts=postpones),
            excluded=no_sources(project),
            srcdir=project.srcdir,
            confdir=project.confdir,
            outdir=_outdir(project, edition, doctreedir if prepares else None),
            doctreedir=doctreedir,
            buildername=builders[edition.format],
            confoverrides={"language": language.tag},
            freshenv=fresh,
        )
        self.connect(progress.PROGRESS_EVENT, self._receive_progress)
        keep_outputs(self.env, doctreedir)

    def create_builder(self, name: str) -> Builder:
        """Return the builder, or one that keeps the documents which it would write."""
        builder = super().create_builder(name)
        if self._prepares:
            return keeping_doctrees(type(builder))(self, self.env)
        return builder

    def _receive_diagnostic(self, diagnostic: Diagnostic, origin: Origin) -> None:
        if diagnostic.code in (Code.FILE_ERROR, Code.UNREADABLE_PAGE):
            # Of this build alone: the next one writes all of it again.
            self.was_refused = True
        else:
            note_problem(self, diagnostic, origin)
        self._on_event(ProblemFound(self._edition, diagnostic))

    def _receive_progress(self, _app: Sphinx, phase: str, done: int, total: int) -> None:
        now = time.monotonic()
        if 1 < done < total and now - self._last_step < _PROGRESS_PAUSE:
            return
        self._last_step = now
        self._on_event(Progress(self._edition.reading, phase, done, total))


def _outdir(project: Project, edition: Edition, kept_in: Path | None) -> Path:
    if kept_in is None:
        return project.outdir(edition)
    return folder_of(kept_in, "out")


def _options(project: Project, edition: Edition, language: Language) -> BuildOptions:
    """Return what the command asks of a build: the folders that editions share."""
    partner = None
    if edition.partner and edition.language == language.tag:
        partner = project.doctreedir(project.language(edition.partner))
    return BuildOptions(
        handouts_dir=project.handoutsdir,
        epub_dir=project.epubdir,
        templates_dir=project.templatesdir,
        readings=PAIRED if edition.partner else SINGLE,
        partner_doctrees=partner,
        offers_parallel_site=project.parallel,
        check_handouts=project.check_handouts or None,
    )
