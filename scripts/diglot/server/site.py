"""A site that is served, and its session."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

from diglot.actions.sessions import ParallelSiteSession, SiteSession
from diglot.core.project import Edition, Format, Project


def _set_event() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


@dataclass(slots=True)
class Site:
    """A site and its session.

    `opened` is set unless the session is just being opened, which it has `begun` to be then (in
    seconds since the epoch), `is_open` tells whether it could be, and `fault` why that failed, or
    why changed files could not be taken in. `is_current` is set unless files have changed that wait
    to be taken in, until the pages that somebody looks at are shown.
    """

    session: SiteSession | ParallelSiteSession
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    is_current: asyncio.Event = field(default_factory=_set_event)
    begun: float = inf
    is_open: bool = False
    fault: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether the session can be asked."""
        return self.opened.is_set() and self.is_open

    @property
    def has_ended(self) -> bool:
        """Whether the session could be asked until its process ended."""
        return self.is_ready and not self.session.is_alive

    def is_left(self, page: Path) -> bool:
        """Whether a page is there that an earlier build has left: no one that is being written."""
        return page.is_file() and page.stat().st_mtime < self.begun


def sites_of(
    project: Project, editions: Set[Edition], *, for_desk: bool
) -> Iterator[tuple[str, Site]]:
    """Yield the sites of these editions, and of all languages that they have or are made of."""
    tags = {tag for edition in editions for tag in (edition.language, edition.partner)}
    single = {
        language.tag: SiteSession(project, Edition(language.tag, Format.SITE), for_desk=for_desk)
        for language in project.languages
        if language.tag in tags
    }
    for session in single.values():
        yield project.slug(session.edition), Site(session)
    for edition in editions:
        if not edition.partner or edition.format is not Format.SITE:
            continue
        languages = single[edition.language], single[edition.partner]
        yield project.slug(edition), Site(ParallelSiteSession(project, edition, *languages))
