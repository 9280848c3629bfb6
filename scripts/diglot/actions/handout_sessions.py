"""Sessions of handouts: each reading has a process, in which Typst knows what it has typeset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from diglot.actions.sessions import Session, SiteSession
from diglot.core.diagnostic import Diagnostic
from diglot.core.project import Edition, Project
from diglot.core.updates import Typeset


class HandoutsSession(Session):
    """The session of the handouts in one reading, of what those of its languages have read.

    These must be open before it is asked for anything; `partner` makes the handouts of the second
    language, if there is one. Its own process is started with the first request, and again where
    it has ended since.
    """

    def __init__(
        self,
        project: Project,
        edition: Edition,
        languages: Sequence[SiteSession],
        partner: HandoutsSession | None = None,
    ) -> None:
        super().__init__(project, edition)
        self._languages, self._partner = languages, partner
        self._lock = Lock()

    def render(self, filename: str) -> Typeset | None:
        """Bring the handout of this file name up to date, if there is one."""
        with self._lock:
            of_partner = self._partner.keep() if self._partner else ()
            self._prepare()
            typeset: Typeset | None = self._process.call("render", filename)
        if typeset is None:
            return None
        return replace(typeset, problems=tuple(dict.fromkeys((*typeset.problems, *of_partner))))

    def keep(self) -> tuple[Diagnostic, ...]:
        """Keep the documents of this language for a parallel session; return what is wrong."""
        with self._lock:
            self._prepare()
            problems: tuple[Diagnostic, ...] = self._process.call("keep")
        return problems

    def _prepare(self) -> None:
        for language in self._languages:
            language.share()
        if not self.is_alive:
            self._process.open()
