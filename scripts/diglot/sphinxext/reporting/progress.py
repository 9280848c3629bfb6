"""Progress of a build as a Sphinx event, for whoever listens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TypeVar

from sphinx.application import Sphinx

EVENT = "diglot-progress"
"""Emitted with (phase, done, total): phase is reading, writing or typesetting."""

FAILED = "diglot-handout-failed"
"""Emitted with the name of a handout that could not be made."""

_T = TypeVar("_T")


def register(app: Sphinx) -> None:
    """Declare the events; count the documents that are read and the pages that are written."""
    app.add_event(EVENT)
    app.add_event(FAILED)
    reading = _Counter("reading")
    app.connect("env-before-read-docs", lambda _app, _env, docnames: reading.start(len(docnames)))
    app.connect("source-read", lambda app, _docname, _source: reading.step(app))
    app.connect("builder-inited", _count_pages)


def counted(app: Sphinx, phase: str, items: Iterable[_T], total: int) -> Iterator[_T]:
    """Yield the items and announce each one that is done."""
    for done, item in enumerate(items):
        app.emit(EVENT, phase, done, total)
        yield item
    app.emit(EVENT, phase, total, total)


class _Counter:
    """Counts between two of Sphinx's own events."""

    def __init__(self, phase: str) -> None:
        self._phase = phase
        self._done = self._total = 0

    def start(self, total: int) -> None:
        self._done, self._total = 0, total

    def step(self, app: Sphinx) -> None:
        self._done += 1
        app.emit(EVENT, self._phase, self._done, max(self._done, self._total))


def _count_pages(app: Sphinx) -> None:
    builder = app.builder
    if builder.format != "html":
        return
    writing = _Counter("writing")
    write_documents = builder.write_documents

    def write_counted(docnames: Set[str]) -> None:
        writing.start(len(docnames))
        write_documents(docnames)

    # Sphinx announces that writing starts, but not how many pages; this public method knows.
    builder.write_documents = write_counted  # type: ignore[method-assign]
    app.connect("doctree-resolved", lambda app, _doctree, _docname: writing.step(app))
