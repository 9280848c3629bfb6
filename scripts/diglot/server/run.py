"""Running the server until somebody stops it."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from types import FrameType

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
from diglot.server.watching import Watch

LOOPBACK = "127.0.0.1"
_LOCAL_NAMES = [LOOPBACK, "localhost"]
EVERYWHERE = "0.0.0.0"  # noqa: S104 - listened on only where somebody asks for it
"""All addresses of this machine."""

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
    shown: Callable[[str], str] = str,
) -> None:
    """Serve the sites of a project until the process is interrupted.

    `port` 0 takes the first free one from 8000. `on_start` is called with the address once it
    answers, `on_event` with what happens then. `editor` is the command that opens a file at a line,
    such as ``code -g {file}:{line}``; `shown` returns a sentence in the user's language. Raises
    DiglotError where the port is taken, or another diglot serves this project.
    """
    opener = Editor(project, editor) if editor.strip() else None
    own = serving(project)
    with locked(own.builddir), listen(host, port) as listener:
        sites = Sites(own, editions, on_event)
        names = [LOOPBACK, socket.gethostname()] if host == EVERYWHERE else [host]
        address = f"http://{names[0]}:{listener.getsockname()[1]}/"

        async def run() -> AsyncIterator[None]:
            watching = asyncio.create_task(follow(own, sites))
            on_start(address)
            try:
                yield
            finally:
                watching.cancel()
                await asyncio.gather(watching, return_exceptions=True)
                await sites.close()

        app = make_app(sites, [*_LOCAL_NAMES, *names], lifespan_of(run), opener, shown)
        Server(app, sites).run(sockets=[listener])


def _is_of_note(record: logging.LogRecord) -> bool:
    """Whether uvicorn tells of more than an answer that it gives up because it ends."""
    error = record.exc_info[1] if record.exc_info else None
    is_given_up = isinstance(error, asyncio.CancelledError) or "graceful shutdown" in record.msg
    return not is_given_up


class Server(uvicorn.Server):
    """A server that ends, when it is told to, what open pages listen to; they would keep it."""

    def __init__(self, app: ASGIApp, sites: Sites) -> None:
        logging.getLogger("uvicorn.error").addFilter(_is_of_note)
        super().__init__(
            uvicorn.Config(app, log_level="error", access_log=False, timeout_graceful_shutdown=1)
        )
        self._sites = sites

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until somebody interrupts it, as everybody does in the end."""
        # uvicorn passes the interruption on, unless asyncio is faster.
        with suppress(KeyboardInterrupt):
            super().run(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop at the first signal; at another one, wait for no session."""
        if self.should_exit:
            self._sites.abandon()
        else:
            super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, as uvicorn does, once nobody listens any more."""
        self._sites.end_notices()
        await super().shutdown(sockets)


async def follow(project: Project, sites: Sites) -> None:
    """Open the sites, and let them take in what changes."""
    watch = Watch(project)

    async def open_all() -> None:
        await sites.open()
        watch.add(await sites.surroundings())

    opening = asyncio.create_task(open_all())
    async for paths in watch.changed_files():
        await opening
        await sites.apply(paths)
        watch.add(await sites.surroundings())


def listen(host: str, port: int) -> socket.socket:
    """Return a socket on a port; for 0, on the first free one from 8000."""
    for number in [port] if port else range(8000, 8000 + _TRIES):
        # Said to be TCP, or asyncio lets answers wait 40 ms for the browser to confirm their head.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
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
