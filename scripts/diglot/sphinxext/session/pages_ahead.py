"""A session that writes pages before somebody asks for them, while nobody waits."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import partial

from diglot.core.diagnostic import Diagnostic
from diglot.core.project import Edition, Project
from diglot.core.updates import Rendered
from diglot.sphinxext.session.ahead import Ahead
from diglot.sphinxext.session.attempts import FAULTS, attempted
from diglot.sphinxext.session.reading_order import in_reading_order
from diglot.sphinxext.session.session import Session

_CONSEQUENCE = "a page could not be written before somebody asks for it"


@dataclass(frozen=True, slots=True)
class _Written:
    """A page that a copy of the session has written, or tried to, with what is wrong with it."""

    docname: str
    is_written: bool
    problems: tuple[Diagnostic, ...]
    faults: Set[str]


class AheadSession(Session):
    """A session that writes ahead what was never written: the first time takes the longest.

    The pages are written in copies of its process, so that nobody waits for them who asks for
    something else. What would make such a page another waits until it is written.
    """

    # The document whose page is open.
    _asked = ""

    def __init__(self, project: Project, edition: Edition) -> None:
        self._ahead: Ahead[_Written] = Ahead()
        super().__init__(project, edition)
        self._unwritten = frozenset(self._env.found_docs)

    def render(self, address: str) -> Rendered:
        """Write the page at an address; those that follow it may be asked for next."""
        self._settle()
        self._unwritten -= {self._docname(address)}
        return super().render(address)

    def work_ahead(self) -> bool:
        """Write the next page in the order of the book that was never written."""
        if self._ahead.is_running:
            return True
        self._settle()
        order = list(in_reading_order(self._env))
        at = order.index(self._asked) if self._asked in order else 0
        waiting = self._unwritten & self._stale
        docname = next((name for name in (*order[at:], *order[:at]) if name in waiting), None)
        if docname is None:
            return False
        self._unwritten -= {docname}
        self._ahead.begin(partial(self._write_ahead, docname))
        return True

    def close(self) -> None:
        """Store the environment, once nobody writes any more."""
        self._settle()
        super().close()

    def _write_ahead(self, docname: str) -> _Written:
        # A page that was not written stays stale: whoever asks for it is told why.
        write = partial(super().render, self._builder.get_target_uri(docname))
        is_written = attempted(write, None, _CONSEQUENCE) is not None
        return _Written(docname, is_written, self._problems.get(docname, ()), set(FAULTS))

    def _settle(self) -> None:
        """Wait for the page that is being written ahead; from now on it is up to date."""
        for page in self._ahead.settle():
            FAULTS.update(page.faults)
            if page.is_written:
                self._problems[page.docname] = page.problems
                self._stale -= {page.docname}

    def _mark(self, docnames: Set[str]) -> None:
        self._settle()
        super()._mark(docnames)

    def _read(self, documents: Set[str] | None) -> frozenset[str]:
        self._settle()
        return super()._read(documents)
