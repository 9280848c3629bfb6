"""What one build did: how many pages or handouts it wrote, and which sources it touched."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from diglot.core.project import Format, Project
from diglot.sphinxext.reporting import progress

# The phase whose steps are the outputs of a format.
_OUTPUT_PHASES = {
    Format.SITE: "writing",
    Format.HANDOUTS: "typesetting",
    Format.EPUB: "writing",
}


class Work:
    """Counts while an application builds: create it before `Sphinx.build` is called.

    `failed` are the names of handouts that could not be made; `has_read` tells whether any
    document was read or has left the book.
    """

    def __init__(self, app: Sphinx, project: Project, format_: Format) -> None:
        self.failed: list[str] = []
        self._steps = 0
        self.has_read = False
        self._phase = _OUTPUT_PHASES[format_]
        self._docnames: set[str] = set()
        self._app, self._project = app, project
        app.connect(progress.PROGRESS_EVENT, self._step)
        app.connect(progress.HANDOUT_FAILED_EVENT, lambda _app, name: self.failed.append(name))
        app.connect("env-get-outdated", self._note_changes)
        app.connect("source-read", lambda _app, docname, _source: self._docnames.add(docname))
        app.connect("doctree-resolved", lambda _app, _doc, docname: self._docnames.add(docname))

    @property
    def outputs(self) -> int:
        """How many pages or handouts were written."""
        return max(0, self._steps - len(self.failed))

    @property
    def touched(self) -> frozenset[str]:
        """The sources that were read or written, as diagnostics show them."""
        paths = (Path(self._app.env.doc2path(docname)) for docname in self._docnames)
        return frozenset(map(self._project.shown, paths))

    def _step(self, _app: Sphinx, phase: str, done: int, _total: int) -> None:
        if phase == "reading":
            self.has_read = True
        if phase == self._phase:
            self._steps = max(self._steps, done)

    def _note_changes(
        self, _app: Sphinx, _env: object, _added: object, _changed: object, removed: set[str]
    ) -> list[str]:
        self.has_read = self.has_read or bool(removed)
        return []
