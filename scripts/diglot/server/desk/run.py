"""Running the desk until somebody stops it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from diglot.actions.sessions import serving
from diglot.core.language import Language
from diglot.core.lock import locked
from diglot.core.project import Project
from diglot.core.updates import ServeEvent
from diglot.server.app import lifespan_of
from diglot.server.desk.app import make_desk_app
from diglot.server.desk.desk import Desk
from diglot.server.desk.guard import Pass
from diglot.server.desk.site import DeskSite
from diglot.server.run import LOOPBACK, Server, follow, listen


def translate(
    project: Project,
    language: Language,
    *,
    page: str = "",
    port: int = 0,
    on_start: Callable[[str], None],
    on_event: Callable[[ServeEvent], None],
) -> None:
    """Open the desk of a language until the process is interrupted; only this machine reaches it.

    `page` is the address of the page to begin with; the other arguments are those of `serve`.
    """
    own = serving(project, "translate")
    entry = Pass()
    with locked(own.builddir), listen(LOOPBACK, port) as listener:
        desk: Desk

        def report(event: ServeEvent) -> None:
            desk.hear(event)
            on_event(event)

        site = DeskSite(own, language, report)
        desk = Desk(own, language, site)
        number = listener.getsockname()[1]

        async def run() -> AsyncIterator[None]:
            watching = asyncio.create_task(follow(own, site))
            fragment = f"#{page}" if page else ""
            on_start(f"http://{LOOPBACK}:{number}/?token={entry.token}{fragment}")
            try:
                yield
            finally:
                watching.cancel()
                await asyncio.gather(watching, return_exceptions=True)
                await site.close()

        hosts = [f"{name}:{number}" for name in (LOOPBACK, "localhost")]
        app = make_desk_app(desk, hosts, entry, lifespan_of(run))
        Server(app, site).run(sockets=[listener])
