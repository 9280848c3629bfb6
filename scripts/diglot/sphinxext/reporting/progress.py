"""The progress of a build, as Sphinx events that the `diglot` command connects to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TypeVar

from sphinx.application import Sphinx

PROGRESS_EVENT = "diglot-progress"
"""Emitted with (phase, done, total).

The phase is "reading", "writing" or "typesetting"; the numbers count documents, pages or PDFs.
"""

HANDOUT_FAILED_EVENT = "diglot-handout-failed"
"""Emitted with the name of a PDF that could not be made."""

_T = TypeVar("_T")


def register(app: Sphinx) -> None:
    """Declare the events; announce documents that are read and pages that are written."""
    app.add_event(PROGRESS_EVENT)
    app.add_event(HANDOUT_FAILED_EVENT)
    reading = _Counter("reading")
    app.connect("env-before-read-docs", lambda _app, _env, docnames: reading.start(len(docnames)))
    app.connect("source-read", lambda app, _docname, _source: reading.step(app))
    app.connect("builder-inited", _count_pages)


def counted(app: Sphinx, phase: str, items: Iterable[_T], total: int) -> Iterator[_T]:
    """Yield the items, and emit PROGRESS_EVENT before each one and after the last."""
    for done, item in enumerate(items):
        app.emit(PROGRESS_EVENT, phase, done, total)
        yield item
    app.emit(PROGRESS_EVENT, phase, total, total)


class _Counter:
    """Announces the progress of a phase step by step."""

    def __init__(self, phase: str) -> None:
        self._phase = phase
        self._done = self._total = 0

    def start(self, total: int) -> None:
        self._done, self._total = 0, total

    def step(self, app: Sphinx) -> None:
        self._done += 1
        app.emit(PROGRESS_EVENT, self._phase, self._done, max(self._done, self._total))


def _count_pages(app: Sphinx) -> None:
    builder = app.builder
    if builder.format != "html":
        return
    writing = _Counter("writing")
    write_documents = builder.write_documents

    def write_counted(docnames: Set[str]) -> None:
        writing.start(len(docnames))
        write_documents(docnames)

    # Sphinx has no event with the number of pages; this public method is called with them.
    builder.write_documents = write_counted  # type: ignore[method-assign]
    app.connect("doctree-resolved", lambda app, _doctree, _docname: writing.step(app))
