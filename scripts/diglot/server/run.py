"""Running the server until somebody stops it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterable

import uvicorn
from starlette.types import ASGIApp

from diglot.actions.sessions import serving
from diglot.core.errors import DiglotError
from diglot.core.i18n import _
from diglot.core.lock import locked
from diglot.core.project import Edition, Project
from diglot.core.updates import ServeEvent
from diglot.server.app import lifespan_of, make_app
from diglot.server.editor import Editor
from diglot.server.sites import Sites
from diglot.server.watching import changed_files

LOOPBACK = "127.0.0.1"
_LOCAL_NAMES = [LOOPBACK, "localhost"]
_TRIES = 20


def serve(
    project: Project,
    editions: Iterable[Edition],
    *,
    host: str = LOOPBACK,
    port: int = 0,
    editor: str = "",
    on_start: Callable[[str], None] = lambda _address: None,
    on_event: Callable[[ServeEvent], None] = lambda _event: None,
) -> None:
    """Serve the sites of a project until the process is interrupted.

    `port` 0 takes the first free one from 8000. `on_start` is called with the address once it
    answers, `on_event` with what happens then. `editor` is the command that opens a file at a line,
    such as ``code -g {file}:{line}``. Raises DiglotError where the port is taken, or another diglot
    serves this project.
    """
    opener = Editor(project, editor) if editor.strip() else None
    own = serving(project)
    with locked(own.builddir), listen(host, port) as listener:
        sites = Sites(own, editions, on_event)
        address = f"http://{host}:{listener.getsockname()[1]}/"

        async def run() -> AsyncIterator[None]:
            watching = asyncio.create_task(follow(own, sites))
            on_start(address)
            try:
                yield
            finally:
                watching.cancel()
                await asyncio.gather(watching, return_exceptions=True)
                await sites.close()

        hosts = _LOCAL_NAMES if host == LOOPBACK else [*_LOCAL_NAMES, host]
        app = make_app(sites, hosts, lifespan_of(run), opener)
        Server(app, sites).run(sockets=[listener])


class Server(uvicorn.Server):
    """A server that ends, when it is told to, what open pages listen to; they would keep it."""

    def __init__(self, app: ASGIApp, sites: Sites) -> None:
        super().__init__(
            uvicorn.Config(app, log_level="error", access_log=False, timeout_graceful_shutdown=1)
        )
        self._sites = sites

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, as uvicorn does, once nobody listens any more."""
        self._sites.end_notices()
        await super().shutdown(sockets)


async def follow(project: Project, sites: Sites) -> None:
    """Open the sites, and let them take in what changes."""
    opening = asyncio.create_task(sites.open())
    async for paths in changed_files(project):
        await opening
        await sites.apply(paths)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket on a port; for 0, on the first free one from 8000."""
    for number in [port] if port else range(8000, 8000 + _TRIES):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
        except OSError:
            listener.close()
        else:
            listener.listen()
            return listener
    raise DiglotError(
        _("port {port} of {host} is taken", port=port or 8000, host=host),
        hint=_("name another one with --port N"),
    )
