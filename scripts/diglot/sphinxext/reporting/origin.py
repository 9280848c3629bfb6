"""Where in a build a warning came up: which stage, and which document Sphinx was at work on."""

from __future__ import annotations

import logging
from collections.abc import Set
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.build_phase import BuildPhase
from sphinx.util.logging import NAMESPACE

from diglot.sphinxext.compat.sphinx import phase_of
from diglot.sphinxext.reporting import progress


class Stage(Enum):
    """A part of a build, as far as it matters for when it looks at something again."""

    READING = auto()
    """A document is read: once for all formats, and again only when it has changed."""
    WRITING = auto()
    """A document is resolved and written, once in each format."""
    WHOLE = auto()
    """Anything else, which each build does from beginning to end, such as finishing the output."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The stage of a warning and the document it is about; "" where it is about none.

    `likely` is the document that was resolved last, for a warning that does not say.
    """

    stage: Stage
    document: str = ""
    likely: str = ""


_ATTRIBUTE = "diglot_origin"


class OriginRecorder(logging.Handler):
    """Notes in each log record where the build of `app` was when it was logged.

    Sphinx holds warnings back while it reads and writes, so that a handler of warnings gets them
    when it is too late to tell.
    """

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.WARNING)
        self._app = app
        self._resolved = ""
        self._is_writing = self._is_typesetting = False
        app.connect("doctree-resolved", self._note_document)
        app.connect("builder-inited", self._watch_builder)

    def install(self) -> None:
        """Come before all other handlers."""
        logging.getLogger(NAMESPACE).handlers.insert(0, self)

    def emit(self, record: logging.LogRecord) -> None:
        """Note the origin in a record, unless it is an old one that Sphinx had held back."""
        if not hasattr(record, _ATTRIBUTE):
            setattr(record, _ATTRIBUTE, self._origin())

    def _origin(self) -> Origin:
        phase = phase_of(self._app)
        env: Any = getattr(self._app, "env", None)
        current = env.current_document.docname if env is not None else ""
        if phase is BuildPhase.READING:
            return Origin(Stage.READING, current) if current else Origin(Stage.WHOLE)
        if self._is_writing and not self._is_typesetting:
            return Origin(Stage.WRITING, current, self._resolved)
        return Origin(Stage.WHOLE)

    def _note_document(self, _app: Sphinx, _doctree: object, docname: str) -> None:
        # Documents are resolved once more while PDFs are read back.
        self._resolved = docname

    def _note_phase(self, _app: Sphinx, phase: str, _done: int, _total: int) -> None:
        self._is_typesetting = phase == "typesetting"

    def _watch_builder(self, app: Sphinx) -> None:
        builder = app.builder
        write_documents = builder.write_documents

        def write_noted(docnames: Set[str]) -> None:
            self._is_writing = True
            try:
                write_documents(docnames)
            finally:
                self._is_writing = False

        # Sphinx's phases do not tell writing from what comes before and after it.
        builder.write_documents = write_noted  # type: ignore[method-assign]
        # Extensions declare their events after this handler is made.
        if progress.PROGRESS_EVENT in app.events.events:
            app.connect(progress.PROGRESS_EVENT, self._note_phase)


def origin_of(record: logging.LogRecord) -> Origin:
    """Return the origin that was noted in a record."""
    origin: Origin = getattr(record, _ATTRIBUTE, Origin(Stage.WHOLE))
    return origin
