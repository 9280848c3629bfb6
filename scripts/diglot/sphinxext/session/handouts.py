"""The handouts of a reading, kept open: Typst knows in this process what it has typeset."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.util.build_phase import BuildPhase

from diglot.core.diagnostic import Diagnostic
from diglot.core.project import Edition, Project
from diglot.core.updates import Typeset
from diglot.sphinxext.compat.sphinx import forget_doctrees, load_environment, set_phase
from diglot.sphinxext.incremental.problems import all_problems, forget_problems
from diglot.sphinxext.parallel.doctree_builder import keep_outdated
from diglot.sphinxext.session.open_edition import OpenEdition
from diglot.sphinxext.typst.build.builder import TypstBuilder


class HandoutsSession(OpenEdition):
    """The handouts of one reading in this process, which must never be forked (see Typst).

    It reads no documents. Before it is opened or asked for a handout, the sessions of its
    languages must have stored their environments (`Session.share`), and that of the partner's
    handouts, where there is one, the documents that it resolves for paper (`keep`).
    """

    def __init__(self, project: Project, edition: Edition) -> None:
        super().__init__(project, edition)
        # Only the processes of handouts load Typst.
        from diglot.typeset.kept_compilers import KeptCompilers
        from diglot.typeset.kept_layouts import KeptLayouts

        self._loaded = 0
        self._builder.kept_compilers = KeptCompilers()
        self._open.callback(self._builder.kept_compilers.close)
        self._layouts = self._builder.kept_layouts = KeptLayouts()
        self.stale: frozenset[str] = frozenset()
        """Nothing: whether a handout is up to date is found out when it is asked for."""

    def introduce(self) -> None:
        """Nothing: handouts are made for those who ask for them."""

    def render(self, filename: str) -> Typeset | None:
        """Bring the handout of this file name up to date, if there is one."""
        self._take_in()
        self._builder.forget_handouts()
        for handout_build in self._builder.handout_builds():
            names = {pdf.name for pdf in handout_build.pdfs if filename in pdf.files.values()}
            if names:
                set_phase(self._app, BuildPhase.RESOLVING)
                handout_build.make(names)
                return Typeset(self._project.handoutsdir / filename, self._problems())
        return None

    def make_ready(self) -> bool:
        """Have Typst know more of the handouts that were asked for last: an edit may be next."""
        return self._layouts.lay_out_some()

    def keep(self) -> tuple[Diagnostic, ...]:
        """Keep resolved documents for handouts that show this language beside another.

        Return what is wrong with them.
        """
        self._take_in()
        set_phase(self._app, BuildPhase.RESOLVING)
        keep_outdated(self._app)
        return self._problems()

    def _problems(self) -> tuple[Diagnostic, ...]:
        problems = all_problems(self._app)
        forget_problems(self._app)
        return problems

    def _take_in(self) -> None:
        """Load what the session of the site has read since."""
        stored = Path(self._app.doctreedir, ENV_PICKLE_FILENAME).stat().st_mtime_ns
        if stored == self._loaded:
            return
        load_environment(self._app)
        forget_doctrees(self._env)
        set_phase(self._app, BuildPhase.READING)
        self._app.emit("env-updated", self._env)
        self._loaded = stored

    @property
    def _builder(self) -> TypstBuilder:
        builder = self._app.builder
        if not isinstance(builder, TypstBuilder):
            raise TypeError(f"{builder.name} makes no handouts")
        return builder
