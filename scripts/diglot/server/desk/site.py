"""The site whose pages are translated: they name their messages, and show drafts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from diglot.actions.sessions import ParallelSiteSession, SiteSession
from diglot.core.language import Language
from diglot.core.project import Edition, Format, Project
from diglot.core.updates import Drafted, Page, PlacedMessage, ServeEvent
from diglot.server.site import Site
from diglot.server.sites import Sites


class DeskSite(Sites):
    """The site of the language that is translated into; the parallel one, if somebody asks for it.

    `slugs` are the first parts of the addresses of both, or of the one that there is.
    """

    def __init__(
        self, project: Project, language: Language, report: Callable[[ServeEvent], None]
    ) -> None:
        super().__init__(project, [Edition(language.tag, Format.SITE)], report, for_desk=True)
        ((slug, self._site),) = self._sites.items()
        self._session = self._sessions.single[slug]
        self._paired = Edition(project.source.tag, Format.SITE, language.tag)
        has_parallel = project.partner == language.tag
        self.slugs = (slug, *([project.slug(self._paired)] if has_parallel else []))
        self._parallel: ParallelSiteSession | None = None
        # Sites are not added in the middle of a change.
        self._changing = asyncio.Lock()

    async def apply(self, paths: Iterable[Path]) -> None:
        """Let the sites take in files that have changed."""
        async with self._changing:
            await super().apply(paths)

    async def page(self, address: str) -> Path | None:
        """Return the file at an address below the root, up to date; None where there is none."""
        await self._open_site_of(address)
        return await super().page(address)

    async def messages(self) -> tuple[tuple[Page, ...], tuple[PlacedMessage, ...]]:
        """Return the pages and messages of the site; none where it could not be opened."""
        await self._site.opened.wait()
        if not self._site.is_ready:
            return (), ()
        return await self._sessions.ask(self._session.messages)

    async def draft(self, site: str, page: str, drafts: Mapping[str, str]) -> Drafted:
        """Show a page with translations that are not saved yet; return what has changed of it.

        `site` is the first part of the address of the site that it is seen on.
        """
        if not self._site.is_ready:
            return Drafted()
        drafted = await self._sessions.ask(partial(self._session.draft, page, drafts))
        if drafted.stale and self._parallel and self._parallel.is_alive:
            if drafted.is_complete and site != self.slugs[0]:
                drafted = await self._side_by_side(self._parallel, page, drafted)
            await self._sessions.ask(partial(self._parallel.draft, drafted.stale))
        return drafted

    async def _side_by_side(
        self, parallel: ParallelSiteSession, page: str, drafted: Drafted
    ) -> Drafted:
        """Return what has changed of the parallel page."""
        msgids = [block.msgid for block in drafted.blocks]
        doctrees = await self._sessions.ask(partial(self._session.resolved, page, msgids))
        blocks = await self._sessions.ask(partial(parallel.replace, page, doctrees))
        return replace(drafted, blocks=blocks, is_complete=len(blocks) == len(msgids))

    async def _open_site_of(self, address: str) -> None:
        """Open the parallel site when one of its pages is asked for first."""
        slug = address.partition("/")[0]
        if slug not in self.slugs or slug in self._sites:
            return
        await self._site.opened.wait()
        async with self._changing:
            if slug in self._sites:
                return
            source = SiteSession(self._project, Edition(self._paired.language, Format.SITE))
            self._parallel = ParallelSiteSession(
                self._project, self._paired, source, self._session, for_desk=True
            )
            added = {
                self._project.slug(source.edition): Site(source),
                slug: Site(self._parallel),
            }
            self._sites.update(added)
            await self._sessions.open(added.keys())
