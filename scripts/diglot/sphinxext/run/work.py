"""What one build did: how many pages or handouts it wrote, what it read and checked."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.build_phase import BuildPhase

from diglot.core.project import Format
from diglot.sphinxext.compat.sphinx import set_phase
from diglot.sphinxext.reporting import progress

# The phase whose steps are the outputs of a format.
_OUTPUT_PHASES = {
    Format.SITE: "writing",
    Format.HANDOUTS: "typesetting",
    Format.EPUB: "writing",
}


class Work:
    """Counts while an application builds: create it before `Sphinx.build` is called.

    `failed` are the names of handouts that could not be made;
    `has_checked` tells whether the whole was checked.
    """

    def __init__(self, app: Sphinx, format_: Format) -> None:
        self.failed: list[str] = []
        self._steps = self._done = 0
        self._phase = _OUTPUT_PHASES[format_]
        self.has_checked = False
        app.connect(progress.PROGRESS_EVENT, self._step)
        app.connect(progress.HANDOUT_FAILED_EVENT, lambda _app, name: self.failed.append(name))
        app.connect("env-check-consistency", self._note_check)

    @property
    def outputs(self) -> int:
        """How many pages or handouts were written."""
        return max(0, self._steps - len(self.failed))

    def check_whole(self, app: Sphinx) -> None:
        """Check what Sphinx checks of the whole only in builds that have read something."""
        if not self.has_checked:
            set_phase(app, BuildPhase.CONSISTENCY_CHECK)
            app.env.check_consistency()

    def _step(self, _app: Sphinx, phase: str, done: int, _total: int) -> None:
        if phase != self._phase:
            return
        # Handouts of other selections are typeset after each other, and counted from nothing.
        self._steps += done - (self._done if done >= self._done else 0)
        self._done = done

    def _note_check(self, _app: Sphinx, _env: object) -> None:
        self.has_checked = True
