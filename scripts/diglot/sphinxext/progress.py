"""Progress of a build as a Sphinx event, for whoever listens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sphinx.application import Sphinx

EVENT = "diglot-progress"
"""Emitted with (phase, done, total): phase is reading, writing or typesetting."""

_T = TypeVar("_T")


def register(app: Sphinx) -> None:
    """Declare the event and count the documents that are read."""
    app.add_event(EVENT)
    counter = _ReadingCounter()
    app.connect("env-before-read-docs", counter.start)
    app.connect("source-read", counter.step)


def counted(app: Sphinx, phase: str, items: Iterable[_T], total: int) -> Iterator[_T]:
    """Yield the items and announce each one that is done."""
    for done, item in enumerate(items):
        app.emit(EVENT, phase, done, total)
        yield item
    app.emit(EVENT, phase, total, total)


class _ReadingCounter:
    """Counts documents between Sphinx's own two events."""

    def __init__(self) -> None:
        self._done = self._total = 0

    def start(self, _app: Sphinx, _env: object, docnames: list[str]) -> None:
        self._done, self._total = 0, len(docnames)

    def step(self, app: Sphinx, _docname: str, _source: list[str]) -> None:
        self._done += 1
        app.emit(EVENT, "reading", self._done, self._total)
