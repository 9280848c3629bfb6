"""Who looks at which pages of the sites, and what they are told."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from diglot.core.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Notice:
    """What a page that is open is told: whether it `is_stale`, and what is wrong with it."""

    is_stale: bool
    problems: tuple[Diagnostic, ...] = ()
    fault: str = ""


STALE = Notice(is_stale=True)
"""What makes a page ask for itself again."""

Notices = asyncio.Queue[Notice | None]
"""What a page is still to be told; None is the last."""


class Readers:
    """The pages that are open in browsers, by their site's address and their own in it."""

    def __init__(self) -> None:
        self._queues: defaultdict[tuple[str, str], set[Notices]] = defaultdict(set)
        # The stale pages that somebody looks at, until they are brought up to date.
        self._awaited: set[tuple[str, str]] = set()
        # The sites that pages are made of which are in none of them.
        self._sources: dict[tuple[str, str], frozenset[str]] = {}
        self._served = asyncio.Event()
        self._has_ended = False

    @property
    def sites(self) -> frozenset[str]:
        """The sites whose pages somebody looks at, or pages that are made of them."""
        shown = [page for page, queues in self._queues.items() if queues]
        return frozenset(slug for slug, _ in shown).union(
            *(self._sources.get(page, frozenset()) for page in shown)
        )

    async def served(self) -> None:
        """Wait until all stale pages that somebody looks at have been brought up to date."""
        while self._awaited:
            self._served.clear()
            await self._served.wait()

    @contextmanager
    def reading(
        self, slug: str, name: str, sources: frozenset[str] = frozenset()
    ) -> Iterator[Notices]:
        """Yield what a page is told from now on, until `end`; it is made of the sites `sources`."""
        notices: Notices = asyncio.Queue()
        self._sources[slug, name] = sources
        if self._has_ended:
            notices.put_nowait(None)
        queues = self._queues[slug, name]
        queues.add(notices)
        try:
            yield notices
        finally:
            queues.discard(notices)
            if not queues:
                self._note(slug, name, is_stale=False)

    def tell(self, slug: str, names: Iterable[str], notice: Notice) -> None:
        """Tell some pages of a site."""
        for name in names:
            queues = self._queues.get((slug, name), ())
            for queue in queues:
                queue.put_nowait(notice)
            self._note(slug, name, is_stale=notice.is_stale and bool(queues))

    def tell_all(self, slug: str, notice: Notice) -> None:
        """Tell all pages of a site."""
        self.tell(slug, [name for site, name in self._queues if site == slug], notice)

    def end(self) -> None:
        """Let nobody wait any more, nor anybody who comes later."""
        self._has_ended = True
        for queues in self._queues.values():
            for queue in queues:
                queue.put_nowait(None)

    def _note(self, slug: str, name: str, *, is_stale: bool) -> None:
        if is_stale:
            self._awaited.add((slug, name))
        else:
            self._awaited.discard((slug, name))
            self._served.set()
