"""The sites that are served, by the addresses of their pages, and who looks at which of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from functools import partial
from pathlib import Path

from diglot.actions.sessions import SessionFailedError
from diglot.core.i18n import said_by
from diglot.core.project import Edition, Project
from diglot.core.updates import Completed, Place, ServeEvent
from diglot.server.handouts import FOLDER, Handouts, ShownHandout
from diglot.server.readers import STALE, Notice, Readers
from diglot.server.sessions import Sessions
from diglot.server.site import Site, sites_of

_INDEX = "index.html"
# Folders of files that belong to pages or to all of them; what they hold is no page.
_PARTS = ("_static/", "_images/", "_downloads/", "_sources/", "_blocks/", "_scripts/")

# Seconds that a session has to finish what it does, once nobody is served any more.
_PATIENCE = 5


class Sites:
    """The sites of a project by the first part of their addresses, such as ``en``.

    `report` is called with what happens, for the terminal.
    """

    def __init__(
        self,
        project: Project,
        editions: Iterable[Edition],
        report: Callable[[ServeEvent], None],
        *,
        for_desk: bool = False,
    ) -> None:
        self._project, self._report = project, report
        wanted = frozenset(editions)
        self._sites = dict(sites_of(project, wanted, for_desk=for_desk))
        self._readers = Readers()
        self._sessions = Sessions(self._sites, self._readers, report)
        self.handouts = Handouts(project, wanted, self._sites, report)

    async def open(self) -> None:
        """Open all sessions; pages are served meanwhile as an earlier build left them."""
        await self._sessions.open()

    async def close(self) -> None:
        """End all sessions, which store what the next server begins with."""
        closing = asyncio.gather(self.handouts.forget(), self._sessions.close())
        _done, busy = await asyncio.wait([closing], timeout=_PATIENCE)
        if busy:
            self.abandon()
        await closing

    def abandon(self) -> None:
        """End all sessions at once, whatever they are doing."""
        self.handouts.abandon()
        self._sessions.abandon()

    async def apply(self, paths: Iterable[Path]) -> None:
        """Let all sites take in files that have changed, and tell the readers of stale pages.

        Whether a handout is stale is seen when it is made again, which those that are open ask for.
        """
        told = asyncio.Event()

        def tell() -> None:
            told.set()
            self._readers.tell_all(FOLDER, STALE)

        if await self._sessions.apply(paths, tell):
            await self.handouts.forget()
            told.clear()
        if not told.is_set():
            tell()

    async def surroundings(self) -> frozenset[Path]:
        """Return the folders outside of the project in which files lie that pages are made of."""
        return await self._sessions.surroundings()

    async def page(self, address: str) -> Path | None:
        """Return the file at an address below the root, up to date; None where there is none."""
        slug, _, name = address.partition("/")
        site = self._sites.get(slug)
        if site:
            name = _page_name(name)
            await self._bring_up(site, slug, name)
            address = f"{slug}/{name}"
        path = self._project.sitedir / (address or _INDEX)
        if site is None and not path.is_file():
            # The page above the sites is there as soon as they are open.
            await self._sessions.current(self._sites.values())
        return path if path.is_file() else None

    async def handout(self, filename: str) -> ShownHandout | None:
        """Return the handout of this file name, up to date; None where there is none."""
        if not self.handouts.has(filename):
            return None
        await self._sessions.current(self.handouts.sources(filename).values())
        shown = await self.handouts.bring_up(filename)
        if shown:
            self._readers.tell(FOLDER, [filename], shown.notice)
        return shown

    async def problems(self, address: str) -> Notice:
        """Return what is wrong with the page at an address."""
        slug, _, name = address.partition("/")
        site = self._sites.get(slug)
        if slug == FOLDER:
            shown = await self.handout(name)
            return shown.notice if shown else Notice(is_stale=False)
        if site is None:
            faults = (other.fault for other in self._sites.values())
            return Notice(is_stale=False, fault=next(filter(None, faults), ""))
        if not site.is_ready:
            return Notice(is_stale=False, fault=site.fault)
        await self._sessions.current([site])
        return await self._render(site, _page_name(name))

    async def places(self, address: str) -> dict[str, Place]:
        """Return where the blocks of the page at an address come from."""
        slug, _, name = address.partition("/")
        site, session = self._sites.get(slug), self._sessions.single.get(slug)
        if site is None or session is None:
            return {}
        await self._sessions.current([site])
        if not site.is_ready:
            return {}
        return await self._sessions.ask(partial(session.places, _page_name(name)))

    async def notices(self, address: str) -> AsyncIterator[Notice]:
        """Yield what the page at an address is told, for as long as it is open."""
        slug, _, name = address.partition("/")
        sources = self.handouts.sources(name).keys() if slug == FOLDER else ()
        with self._readers.reading(slug, _page_name(name), frozenset(sources)) as notices:
            yield await self.problems(address)
            while notice := await notices.get():
                yield notice

    def end_notices(self) -> None:
        """Let nobody wait for notices any more."""
        self._readers.end()

    async def _bring_up(self, site: Site, slug: str, name: str) -> None:
        if name.startswith(_PARTS):
            return
        if not site.opened.is_set() and site.is_left(self._project.sitedir / slug / name):
            return
        await self._sessions.current([site])
        if site.is_ready:
            self._readers.tell(slug, [name], await self._render(site, name))

    async def _render(self, site: Site, name: str) -> Notice:
        """Bring a page up to date; where that fails it stays as it was, and its reader is told."""
        started = time.monotonic()
        try:
            rendered = await self._sessions.ask(partial(site.session.render, name))
        except SessionFailedError as error:
            return Notice(is_stale=False, fault=said_by(error))
        if rendered.with_all:
            reading = site.session.edition.reading
            self._report(Completed(reading, name, time.monotonic() - started))
        return Notice(is_stale=False, problems=rendered.problems, fault=site.fault)


def _page_name(name: str) -> str:
    """Return the name of a page in its site; that of a folder is its index."""
    return f"{name}{_INDEX}" if not name or name.endswith("/") else name
