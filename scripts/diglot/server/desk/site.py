"""The site whose pages are translated: they name their messages, and show drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from diglot.core.language import Language
from diglot.core.project import Edition, Format, Project
from diglot.core.updates import Page, PlacedMessage, ServeEvent
from diglot.server.sites import Sites


class DeskSite(Sites):
    """The site of the language that is translated into, and nothing else."""

    def __init__(
        self, project: Project, language: Language, report: Callable[[ServeEvent], None]
    ) -> None:
        super().__init__(project, [Edition(language.tag, Format.SITE)], report, for_desk=True)
        ((self.slug, self._site),) = self._sites.items()
        self._session = self._sessions.single[self.slug]

    async def messages(self) -> tuple[tuple[Page, ...], tuple[PlacedMessage, ...]]:
        """Return the pages and messages of the site; none where it could not be opened."""
        await self._site.opened.wait()
        if not self._site.is_ready:
            return (), ()
        return await self._sessions.ask(self._session.messages)

    async def draft(self, page: str, drafts: Mapping[str, str]) -> None:
        """Show a page with translations that are not saved yet."""
        if self._site.is_ready:
            await self._sessions.ask(partial(self._session.draft, page, drafts))
