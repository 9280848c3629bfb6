"""The sessions of all sites: opened, told of changed files, opened again once they have ended."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Set
from contextlib import suppress
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
from diglot.core.i18n import said_by
from diglot.core.updates import Applied, Opened, ServeEvent, Update
from diglot.server.precedence import Precedence
from diglot.server.readers import STALE, Notice, Readers
from diglot.server.site import Site

# Why sites that show a language anew do it themselves, where that was broken.
_REOPENED = "conf.py"

_Answer = TypeVar("_Answer")


def _say_nothing(_event: ServeEvent) -> None:
    """Take the place of a report."""


class Sessions:
    """The sessions of `sites`, which are named by the first part of their addresses.

    `report` is called with what happens; `readers` are told what it means for their pages.
    """

    def __init__(
        self, sites: Mapping[str, Site], readers: Readers, report: Callable[[ServeEvent], None]
    ) -> None:
        self._sites, self._readers, self._report = sites, readers, report
        self._reopening = asyncio.Lock()
        self._precedence = Precedence(readers)

    @property
    def single(self) -> dict[str, SiteSession]:
        """Those of sites in one language."""
        sessions = ((slug, site.session) for slug, site in self._sites.items())
        return {slug: session for slug, session in sessions if isinstance(session, SiteSession)}

    @property
    def parallel(self) -> dict[str, ParallelSiteSession]:
        """Those of sites in two languages."""
        sessions = ((slug, site.session) for slug, site in self._sites.items())
        return {
            slug: session for slug, session in sessions if isinstance(session, ParallelSiteSession)
        }

    async def open(self, added: Set[str] | None = None) -> None:
        """Open all of them, or those that have been added to the sites since."""
        wanted = self._sites.keys() if added is None else added
        await asyncio.gather(*map(self._open_anew, self.single.keys() & wanted))
        await self._look_again()
        await asyncio.gather(*map(self._open_anew, self.parallel.keys() & wanted))

    async def close(self) -> None:
        """End all of them."""
        # Nobody is told any more of what becomes of questions that are open.
        self._report = _say_nothing
        for site in self._sites.values():
            if not site.opened.is_set():
                # It has nothing to store yet.
                site.session.abandon()
        closing = (asyncio.to_thread(site.session.close) for site in self._sites.values())
        await asyncio.gather(*closing)

    def abandon(self) -> None:
        """Kill them, whatever they are doing, for good."""
        self._report = _say_nothing
        for site in self._sites.values():
            site.session.abandon()

    async def apply(self, paths: Iterable[Path], on_first: Callable[[], None]) -> bool:
        """Let all sites take in files that have changed, and tell the readers of stale pages.

        `on_first` is called as soon as those that somebody looks at have done so, unless documents
        have come or gone. Return whether a session was opened anew, as when conf.py has changed.
        """
        changed = tuple(sorted(paths, key=lambda path: (len(path.parts), path)))
        first = self._precedence.first(self._sites.keys(), self.parallel.keys())
        later = self._sites.keys() - first
        for slug in later:
            self._sites[slug].is_current.clear()
        try:
            updates = await self._apply_to(first & self.single.keys(), changed)
            if any(update.moves or update.restart for update in updates):
                # No page is right before all languages have read what it leads to.
                for site in self._sites.values():
                    site.is_current.clear()
            else:
                on_first()
                if later & self.single.keys():
                    await self._precedence.until_shown()
            updates += await self._apply_to(later & self.single.keys(), changed)
            await self._look_again()
            for slug in self.single:
                self._sites[slug].is_current.set()
            await asyncio.gather(
                *(
                    self._apply(slug, changed, partial(session.update, languages=updates))
                    for slug, session in self.parallel.items()
                )
            )
        finally:
            for site in self._sites.values():
                site.is_current.set()
        return any(update.restart for update in updates)

    async def surroundings(self) -> frozenset[Path]:
        """Return the folders outside of the project in which files lie that sessions have read."""
        folders: set[Path] = set()
        for slug, session in self.single.items():
            # One that has ended tells them once it is open again.
            with suppress(SessionFailedError):
                if self._sites[slug].is_ready:
                    folders |= await asyncio.to_thread(session.surroundings)
        return frozenset(folders)

    async def current(self, sites: Iterable[Site]) -> None:
        """Wait until some sites are open and have taken in what has changed, which they do now."""
        for site in sites:
            await site.opened.wait()
            if not site.is_current.is_set():
                self._precedence.ask()
                await site.is_current.wait()

    async def _apply_to(self, slugs: Set[str], changed: tuple[Path, ...]) -> list[Update]:
        """Let some sites in one language take in changed files."""
        single = self.single
        return await asyncio.gather(
            *(self._apply(slug, changed, single[slug].update) for slug in sorted(slugs))
        )

    async def ask(self, question: Callable[[], _Answer]) -> _Answer:
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

    async def _look_again(self) -> None:
        """Let each language see which documents the others have now, to which its pages lead."""
        for slug, session in self.single.items():
            if self._sites[slug].is_ready:
                try:
                    stale = await self.ask(session.look_again)
                except SessionFailedError as error:
                    self._readers.tell_all(slug, Notice(is_stale=False, fault=said_by(error)))
                else:
                    self._readers.tell(slug, stale, STALE)

    async def _reopen(self) -> None:
        """Open the sessions again whose process has ended, and those that depend on them."""
        async with self._reopening:
            ended = {slug for slug, site in self._sites.items() if site.has_ended}
            for slug in sorted(ended):
                session = self._sites[slug].session
                self._report(Opened(session.edition.reading, 0, session.fault))
            await asyncio.gather(*map(self._open, ended & self.single.keys()))
            await asyncio.gather(*map(self._open, self.parallel if ended else ()))

    async def _open_anew(self, slug: str) -> None:
        """Open a session, and have all open pages of its site ask for themselves again."""
        await self._open(slug)
        if self._sites[slug].is_open:
            for shown in (slug, ""):
                self._readers.tell_all(shown, STALE)

    async def _open(self, slug: str) -> None:
        site, started = self._sites[slug], time.monotonic()
        site.opened.clear()
        site.begun = time.time()
        try:
            await asyncio.to_thread(site.session.open)
        except SessionFailedError as error:
            site.is_open, site.fault = False, said_by(error)
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
            update, site.fault = Update(), said_by(error)
        self._report(
            Applied(
                site.session.edition.reading,
                tuple(map(str, paths)),
                len(update.stale),
                time.monotonic() - started,
                update.problems,
                site.fault,
                update.restart,
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
