"""The sites that are served, each with its session, and who looks at which of their pages."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from diglot.actions.sessions import (
    ParallelSiteSession,
    SessionEndedError,
    SessionFailedError,
    SiteSession,
)
from diglot.core.project import Edition, Project
from diglot.core.updates import (
    Applied,
    Opened,
    Page,
    Place,
    PlacedMessage,
    ServeEvent,
    Update,
)
from diglot.server.readers import STALE, Notice, Readers
from diglot.server.site import Site, sites_of

_INDEX = "index.html"
# Why sites that show a language anew do it themselves, where that was broken.
_REOPENED = "conf.py"
# Folders of files that belong to pages or to all of them; what they hold is no page.
_PARTS = ("_static/", "_images/", "_downloads/", "_sources/", "_blocks/")


_Answer = TypeVar("_Answer")


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
        self._sites = dict(sites_of(project, frozenset(editions), for_desk=for_desk))
        self._readers = Readers()
        self._reopening = asyncio.Lock()

    async def open(self) -> None:
        """Open all sessions; pages are served meanwhile as an earlier build left them."""
        await asyncio.gather(*map(self._open_anew, self._single))
        await asyncio.gather(*map(self._open_anew, self._parallel))

    async def close(self) -> None:
        """End all sessions."""
        closing = (asyncio.to_thread(site.session.close) for site in self._sites.values())
        await asyncio.gather(*closing)

    async def apply(self, paths: Iterable[Path]) -> None:
        """Let all sites take in files that have changed, and tell the readers of stale pages."""
        changed = tuple(sorted(paths, key=lambda path: (len(path.parts), path)))
        updates = await asyncio.gather(
            *(self._apply(slug, changed, session.update) for slug, session in self._single.items())
        )
        await asyncio.gather(
            *(
                self._apply(slug, changed, partial(session.update, languages=updates))
                for slug, session in self._parallel.items()
            )
        )

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
            await asyncio.gather(*(other.opened.wait() for other in self._sites.values()))
        return path if path.is_file() else None

    async def problems(self, address: str) -> Notice:
        """Return what is wrong with the page at an address."""
        slug, _, name = address.partition("/")
        site = self._sites.get(slug)
        if site is None:
            faults = (other.fault for other in self._sites.values())
            return Notice(is_stale=False, fault=next(filter(None, faults), ""))
        if not site.is_ready:
            return Notice(is_stale=False, fault=site.fault)
        return await self._render(site, _page_name(name))

    async def places(self, address: str) -> dict[str, Place]:
        """Return where the blocks of the page at an address come from."""
        slug, _, name = address.partition("/")
        site, session = self._sites.get(slug), self._single.get(slug)
        if site is None or session is None:
            return {}
        await site.opened.wait()
        return await self._ask(partial(session.places, _page_name(name))) if site.is_ready else {}

    @property
    def slugs(self) -> tuple[str, ...]:
        """The first parts of the sites' addresses."""
        return tuple(self._sites)

    async def messages(self) -> tuple[tuple[Page, ...], tuple[PlacedMessage, ...]]:
        """Return the pages and messages of the desk's site; none where it could not be opened."""
        ((slug, session),) = self._single.items()
        await self._sites[slug].opened.wait()
        is_ready = self._sites[slug].is_ready
        return await self._ask(session.messages) if is_ready else ((), ())

    async def draft(self, page: str, drafts: Mapping[str, str]) -> None:
        """Show a page of the desk's site with translations that are not saved yet."""
        ((slug, session),) = self._single.items()
        if self._sites[slug].is_ready:
            await self._ask(partial(session.draft, page, drafts))

    async def notices(self, address: str) -> AsyncIterator[Notice]:
        """Yield what the page at an address is told, for as long as it is open."""
        slug, _, name = address.partition("/")
        with self._readers.reading(slug, _page_name(name)) as notices:
            yield await self.problems(address)
            while notice := await notices.get():
                yield notice

    def end_notices(self) -> None:
        """Let nobody wait for notices any more."""
        self._readers.end()

    @property
    def _single(self) -> dict[str, SiteSession]:
        sessions = ((slug, site.session) for slug, site in self._sites.items())
        return {slug: session for slug, session in sessions if isinstance(session, SiteSession)}

    @property
    def _parallel(self) -> dict[str, ParallelSiteSession]:
        sessions = ((slug, site.session) for slug, site in self._sites.items())
        return {
            slug: session for slug, session in sessions if isinstance(session, ParallelSiteSession)
        }

    async def _bring_up(self, site: Site, slug: str, name: str) -> None:
        if name.startswith(_PARTS):
            return
        if not site.opened.is_set() and (self._project.sitedir / slug / name).is_file():
            return
        await site.opened.wait()
        if site.is_ready:
            self._readers.tell(slug, [name], await self._render(site, name))

    async def _render(self, site: Site, name: str) -> Notice:
        """Bring a page up to date; where that fails it stays as it was, and its reader is told."""
        try:
            problems = await self._ask(partial(site.session.render, name))
        except SessionFailedError as error:
            return Notice(is_stale=False, fault=str(error))
        return Notice(is_stale=False, problems=problems, fault=site.fault)

    async def _ask(self, question: Callable[[], _Answer]) -> _Answer:
        """Ask a session; once more where a process has ended over it.

        A page that always ends it leaves the sites open. Its reader is told, but not to ask again.
        """
        try:
            return await asyncio.to_thread(question)
        except SessionEndedError:
            await self._reopen()
        try:
            return await asyncio.to_thread(question)
        except SessionEndedError:
            await self._reopen()
            raise

    async def _reopen(self) -> None:
        """Open the sessions again whose process has ended, and those that depend on them."""
        async with self._reopening:
            ended = {slug for slug, site in self._sites.items() if site.has_ended}
            for slug in sorted(ended):
                session = self._sites[slug].session
                self._report(Opened(session.edition.reading, 0, session.fault))
            await asyncio.gather(*map(self._open, ended & self._single.keys()))
            await asyncio.gather(*map(self._open, self._parallel if ended else ()))

    async def _open_anew(self, slug: str) -> None:
        """Open a session, and have all open pages of its site ask for themselves again."""
        await self._open(slug)
        if self._sites[slug].is_open:
            for shown in (slug, ""):
                self._readers.tell_all(shown, STALE)

    async def _open(self, slug: str) -> None:
        site, started = self._sites[slug], time.monotonic()
        site.opened.clear()
        try:
            await asyncio.to_thread(site.session.open)
        except SessionFailedError as error:
            site.is_open, site.fault = False, str(error)
            self._readers.tell_all(slug, Notice(is_stale=False, fault=site.fault))
        else:
            site.is_open, site.fault = True, ""
        site.opened.set()
        reading = site.session.edition.reading
        self._report(Opened(reading, time.monotonic() - started, site.fault))

    async def _apply(
        self, slug: str, paths: tuple[Path, ...], take_in: Callable[[tuple[Path, ...]], Update]
    ) -> Update:
        """Let a site take in changed files; return what that did to it."""
        site, started = self._sites[slug], time.monotonic()
        if not site.is_open:
            await self._open_anew(slug)
            return Update(restart=_REOPENED)
        was_faulty = bool(site.fault)
        try:
            update, site.fault = await asyncio.to_thread(take_in, paths), ""
        except SessionFailedError as error:
            update, site.fault = Update(), str(error)
        self._report(
            Applied(
                site.session.edition.reading,
                tuple(map(str, paths)),
                len(update.stale),
                time.monotonic() - started,
                update.problems,
                site.fault,
            )
        )
        if update.restart:
            await self._open_anew(slug)
        elif site.has_ended:
            await self._reopen()
            self._readers.tell_all(slug, STALE)
            update = replace(update, restart=_REOPENED)
        elif site.fault:
            self._readers.tell_all(slug, Notice(is_stale=False, fault=site.fault))
        elif was_faulty:
            self._readers.tell_all(slug, STALE)
        else:
            self._readers.tell(slug, update.stale, STALE)
        return update


def _page_name(name: str) -> str:
    """Return the name of a page in its site; that of a folder is its index."""
    return f"{name}{_INDEX}" if not name or name.endswith("/") else name
