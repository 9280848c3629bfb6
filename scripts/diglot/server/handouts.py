"""The handouts that are served: made when somebody looks at them, and followed while one does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from diglot.actions.handout_sessions import HandoutsSession
from diglot.actions.sessions import SessionFailedError, SiteSession
from diglot.core.diagnostic import Diagnostic
from diglot.core.i18n import said_by
from diglot.core.project import Edition, Format, Project
from diglot.core.updates import Printed, ServeEvent
from diglot.server.readers import Notice
from diglot.server.site import Site
from diglot.typeset.page_pictures import page_picture, page_sizes

FOLDER = "handouts"
"""The first part of the addresses of handouts, as in the folder that is published."""


@dataclass(frozen=True, slots=True)
class ShownHandout:
    """A handout as it is shown now.

    `path` is that of its PDF, None where there is none yet; `version` changes with what is in it;
    `sizes` are the width and the height of each page, in points.
    """

    path: Path | None
    version: str = ""
    sizes: tuple[tuple[float, float], ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    fault: str = ""

    @property
    def notice(self) -> Notice:
        """What its readers are told of it."""
        return Notice(is_stale=False, problems=self.problems, fault=self.fault)


class Handouts:
    """The handouts of some `editions`, by the names of their files, such as ``book.en.pdf``.

    `sites` are those of all languages that the editions have, by the first part of their
    addresses; `report` is called with what happens, for the terminal.
    """

    def __init__(
        self,
        project: Project,
        editions: Iterable[Edition],
        sites: Mapping[str, Site],
        report: Callable[[ServeEvent], None],
    ) -> None:
        self._project, self._sites, self._report = project, sites, report
        self._sessions: dict[str, HandoutsSession] = {}
        wanted = {edition for edition in editions if edition.format is Format.HANDOUTS}
        # A parallel one asks that of its partner.
        wanted |= {_of_partner(edition) for edition in wanted if edition.partner}
        for edition in sorted(wanted, key=lambda edition: bool(edition.partner)):
            self._sessions[project.slug(edition)] = self._session(edition)
        self._shown: dict[str, ShownHandout] = {}
        # PDFium is used by one thread at a time.
        self._drawing = asyncio.Lock()

    def has(self, filename: str) -> bool:
        """Whether this may be a handout, by the reading in its name."""
        return filename.endswith(".pdf") and self._slug(filename) in self._sessions

    def sources(self, filename: str) -> dict[str, Site]:
        """Return the sites of the languages that a handout is in, by their addresses."""
        session = self._sessions.get(self._slug(filename))
        return dict(self._of(session.edition)) if session else {}

    async def names(self) -> dict[str, str]:
        """Return the titles of all handouts by the names of their files."""
        found: dict[str, str] = {}
        for site in self._sites.values():
            await site.opened.wait()
            if site.is_ready and isinstance(site.session, SiteSession):
                found |= await asyncio.to_thread(site.session.handouts)
        return {name: title for name, title in found.items() if self.has(name)}

    async def bring_up(self, filename: str) -> ShownHandout | None:
        """Return a handout as it is now; None where there is none of this name.

        The sites must be open.
        """
        session, started = self._sessions[self._slug(filename)], time.monotonic()
        path = self._project.handoutsdir / filename
        problems: tuple[Diagnostic, ...] = ()
        fault = ""
        try:
            typeset = await asyncio.to_thread(session.render, filename)
        except SessionFailedError as error:
            fault = said_by(error)
        else:
            if typeset is None:
                return None
            problems = typeset.problems
        shown = await self._show(path, problems, fault)
        if shown != self._shown.get(filename):
            self._report(Printed(filename, time.monotonic() - started, problems, fault))
        self._shown[filename] = shown
        return shown

    async def picture(self, filename: str, number: int) -> bytes:
        """Return a page of a handout that has been shown. Raises LookupError for any other."""
        path = self._shown[filename].path
        if path is None:
            raise KeyError(filename)
        async with self._drawing:
            return await asyncio.to_thread(page_picture, path, number)

    async def forget(self) -> None:
        """End all processes: conf.py may say something else now."""
        await asyncio.gather(
            *(asyncio.to_thread(session.close) for session in self._sessions.values())
        )

    def abandon(self) -> None:
        """Kill all processes, whatever they are doing, for good."""
        for session in self._sessions.values():
            session.abandon()

    async def _show(self, path: Path, problems: tuple[Diagnostic, ...], fault: str) -> ShownHandout:
        if not path.is_file():
            return ShownHandout(None, problems=problems, fault=fault)
        async with self._drawing:
            version, sizes = await asyncio.to_thread(_measured, path)
        return ShownHandout(path, version, sizes, problems, fault)

    def _session(self, edition: Edition) -> HandoutsSession:
        languages = [
            site.session for _, site in self._of(edition) if isinstance(site.session, SiteSession)
        ]
        if not edition.partner:
            return HandoutsSession(self._project, edition, languages)
        partner = self._sessions[self._project.slug(_of_partner(edition))]
        return HandoutsSession(self._project, edition, languages, partner)

    def _slug(self, filename: str) -> str:
        """Return the reading in the name of a file, such as ``book.en.booklet.pdf``; or ""."""
        parts = filename.split(".")
        return next((part for part in reversed(parts) if part in self._sessions), "")

    def _of(self, edition: Edition) -> Iterator[tuple[str, Site]]:
        """Yield the sites of the languages of an edition, with their addresses."""
        for tag in filter(None, (edition.language, edition.partner)):
            slug = self._project.slug(Edition(tag, Format.SITE))
            yield slug, self._sites[slug]


def _of_partner(edition: Edition) -> Edition:
    return replace(edition, language=edition.partner, partner="")


def _measured(path: Path) -> tuple[str, tuple[tuple[float, float], ...]]:
    return sha256(path.read_bytes()).hexdigest()[:16], page_sizes(path)
