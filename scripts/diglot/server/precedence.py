"""Sites that somebody looks at take in a change first; others wait until it is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Set

from diglot.server.readers import Readers

# Seconds, after which others need not wait any more for pages that nobody asks for.
_PATIENCE = 0.5
# Seconds that a browser takes to show a page that it was sent.
_SHOWN = 0.05


class Precedence:
    """Which sites take in a change first, by what `readers` look at."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        # Set where a page is asked for whose site waits to take in what has changed.
        self._asked = asyncio.Event()

    def first(self, sites: Set[str], parallel: Set[str]) -> frozenset[str]:
        """Return the sites that take in a change first: those that somebody looks at.

        A parallel one needs both languages; where nobody looks at any, all are of the same rank.
        """
        self._asked.clear()
        shown = self._readers.sites & sites
        if not shown or not shown.isdisjoint(parallel):
            return frozenset(sites)
        return shown

    def ask(self) -> None:
        """Let a site that waits take in the change now."""
        self._asked.set()

    async def until_shown(self) -> None:
        """Wait until the pages that somebody looks at are shown, or another one is asked for."""
        waiting = [
            asyncio.ensure_future(self._shown()),
            asyncio.ensure_future(self._asked.wait()),
        ]
        try:
            await asyncio.wait(waiting, timeout=_PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()

    async def _shown(self) -> None:
        await self._readers.served()
        await asyncio.sleep(_SHOWN)
