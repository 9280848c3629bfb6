"""The sites that are served, each with its session, and who looks at which of their pages."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from diglot.actions.sessions import ParallelSiteSession, SessionFailedError, SiteSession
from diglot.core.diagnostic import Diagnostic
from diglot.core.project import Edition, Format, Project
from diglot.core.updates import (
    Applied,
    Opened,
    Page,
    Place,
    PlacedMessage,
    ServeEvent,
    Update,
)

_INDEX = "index.html"
# Why sites that show a language anew do it themselves, where that was broken.
_REOPENED = "conf.py"
# Folders of files that belong to pages or to all of them; what they hold is no page.
_PARTS = ("_static/", "_images/", "_downloads/", "_sources/", "_blocks/")


@dataclass(slots=True)
class _Site:
    """A site: its session, whether that was `opened`, and why it could not be (`fault`)."""

    session: SiteSession | ParallelSiteSession
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    fault: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether the session can be asked."""
        return self.opened.is_set() and not self.fault


@dataclass(frozen=True, slots=True)
class Notice:
    """What a page that is open is told: whether it `is_stale`, and what is wrong with it."""

    is_stale: bool
    problems: tuple[Diagnostic, ...] = ()
    fault: str = ""


_Queue = asyncio.Queue[Notice | None]
"""What a page is still to be told; None is the last."""


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
        self._sites = dict(_sites(project, frozenset(editions), for_desk=for_desk))
        self._readers: defaultdict[tuple[str, str], set[_Queue]] = defaultdict(set)

    async def open(self) -> None:
        """Open all sessions; pages are served meanwhile as an earlier build left them."""
        await asyncio.gather(*map(self._open, self._single))
        await asyncio.gather(*map(self._open, self._parallel))

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
        if site is None or not site.is_ready:
            return Notice(is_stale=False, fault=site.fault if site else "")
        return await self._render(site, _page_name(name))

    async def places(self, address: str) -> dict[str, Place]:
        """Return where the blocks of the page at an address come from."""
        slug, _, name = address.partition("/")
        site, session = self._sites.get(slug), self._single.get(slug)
        if site is None or session is None:
            return {}
        await site.opened.wait()
        return await asyncio.to_thread(session.places, _page_name(name)) if site.is_ready else {}

    @property
    def slugs(self) -> tuple[str, ...]:
        """The first parts of the sites' addresses."""
        return tuple(self._sites)

    async def messages(self) -> tuple[tuple[Page, ...], tuple[PlacedMessage, ...]]:
        """Return the pages and messages of the desk's site; none where it could not be opened."""
        ((slug, session),) = self._single.items()
        await self._sites[slug].opened.wait()
        is_ready = self._sites[slug].is_ready
        return await asyncio.to_thread(session.messages) if is_ready else ((), ())

    async def draft(self, page: str, drafts: Mapping[str, str]) -> None:
        """Show a page of the desk's site with translations that are not saved yet."""
        ((slug, session),) = self._single.items()
        if self._sites[slug].is_ready:
            await asyncio.to_thread(session.draft, page, drafts)

    async def notices(self, address: str) -> AsyncIterator[Notice]:
        """Yield what the page at an address is told, for as long as it is open."""
        slug, _, name = address.partition("/")
        queue: _Queue = asyncio.Queue()
        readers = self._readers[slug, _page_name(name)]
        readers.add(queue)
        try:
            yield await self.problems(address)
            while notice := await queue.get():
                yield notice
        finally:
            readers.discard(queue)

    def end_notices(self) -> None:
        """Let nobody wait for notices any more."""
        for readers in self._readers.values():
            for queue in readers:
                queue.put_nowait(None)

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

    async def _bring_up(self, site: _Site, slug: str, name: str) -> None:
        if name.startswith(_PARTS):
            return
        if not site.opened.is_set() and (self._project.sitedir / slug / name).is_file():
            return
        await site.opened.wait()
        if site.is_ready:
            self._tell(slug, [name], await self._render(site, name))

    async def _render(self, site: _Site, name: str) -> Notice:
        """Bring a page up to date; where that fails it stays as it was, and its reader is told."""
        try:
            problems = await asyncio.to_thread(site.session.render, name)
        except SessionFailedError as error:
            return Notice(is_stale=False, fault=str(error))
        return Notice(is_stale=False, problems=problems)

    async def _open(self, slug: str) -> None:
        site, started = self._sites[slug], time.monotonic()
        site.opened.clear()
        try:
            stale = await asyncio.to_thread(site.session.open)
        except SessionFailedError as error:
            site.fault = str(error)
            self._tell_all(slug, Notice(is_stale=False, fault=site.fault))
        else:
            site.fault = ""
            self._tell(slug, stale, Notice(is_stale=True))
        site.opened.set()
        reading = site.session.edition.reading
        self._report(Opened(reading, time.monotonic() - started, site.fault))

    async def _apply(
        self, slug: str, paths: tuple[Path, ...], take_in: Callable[[tuple[Path, ...]], Update]
    ) -> Update:
        """Let a site take in changed files; return what that did to it."""
        site, started = self._sites[slug], time.monotonic()
        if site.fault:
            await self._open(slug)
            return Update(restart=_REOPENED)
        try:
            update, fault = await asyncio.to_thread(take_in, paths), ""
        except SessionFailedError as error:
            update, fault = Update(), str(error)
        self._report(
            Applied(
                site.session.edition.reading,
                tuple(map(str, paths)),
                len(update.stale),
                time.monotonic() - started,
                update.problems,
                fault,
            )
        )
        if update.restart:
            await self._open(slug)
        elif fault:
            self._tell_all(slug, Notice(is_stale=False, fault=fault))
        else:
            self._tell(slug, update.stale, Notice(is_stale=True))
        return update

    def _tell(self, slug: str, names: Iterable[str], notice: Notice) -> None:
        for name in names:
            for queue in self._readers.get((slug, name), ()):
                queue.put_nowait(notice)

    def _tell_all(self, slug: str, notice: Notice) -> None:
        self._tell(slug, [name for site, name in self._readers if site == slug], notice)


def _sites(
    project: Project, editions: Set[Edition], *, for_desk: bool
) -> Iterator[tuple[str, _Site]]:
    """Yield the sites of these editions; a parallel one needs those of both its languages."""
    paired = {edition for edition in editions if edition.partner}
    tags = {edition.language for edition in editions} | {edition.partner for edition in paired}
    single = {
        language.tag: SiteSession(project, Edition(language.tag, Format.SITE), for_desk=for_desk)
        for language in project.languages
        if language.tag in tags
    }
    for session in single.values():
        yield project.slug(session.edition), _Site(session)
    for edition in paired:
        languages = single[edition.language], single[edition.partner]
        yield project.slug(edition), _Site(ParallelSiteSession(project, edition, *languages))


def _page_name(name: str) -> str:
    """Return the name of a page in its site; that of a folder is its index."""
    return f"{name}{_INDEX}" if not name or name.endswith("/") else name
