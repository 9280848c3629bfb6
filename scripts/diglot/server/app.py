"""The addresses of the server: the sites, what makes their pages live, and who may ask."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from diglot.server.editor import Editor
from diglot.server.handout_pages import ABSENT, NOT_FOUND, handout_page, list_page
from diglot.server.handouts import FOLDER
from diglot.server.readers import Notice
from diglot.server.responses import NO_STORE, file_response
from diglot.server.sites import Sites

OWN = "/_diglot"
"""Where the server's own files are; no page of a site can be there."""

_HEAD = (
    f'<link rel="stylesheet" href="{OWN}/live.css">'
    f'<script defer src="{OWN}/idiomorph.js"></script>'
    f'<script type="module" src="{OWN}/live.mjs" data-editor="{{editor}}"'
    f' data-version="{{version}}"></script>'
)
_KINDS = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css"}
_STATIC = {
    file.name: _KINDS[suffix]
    for file in files("diglot.server").joinpath("static").iterdir()
    if (suffix := Path(file.name).suffix) in _KINDS
}
# Browsers ask for it on their own.
_ICON = "favicon.ico"
# Milliseconds, after which a page asks for events again that has lost its server.
_RETRY = 500
# Of what tells two states of a page apart.
_DIGITS = 16

Lifespan = Callable[[Starlette], Any]
Head = Callable[..., str]
"""What is put into the head of a page; takes its `version`, which is the same for the same text."""


def make_app(
    sites: Sites,
    hosts: list[str],
    lifespan: Lifespan,
    editor: Editor | None = None,
    shown: Callable[[str], str] = str,
) -> Starlette:
    """Return the application. It answers only requests that name one of `hosts`.

    A page of another site could otherwise make its reader's browser read from here, by a name
    that it has pointed at this machine. The `editor` opens for pages of this server alone. `shown`
    returns sentences in the language of whoever has started it.
    """
    head = partial(_HEAD.format, editor="yes" if editor else "")
    handouts = partial(_handout, sites, head)
    routes = [
        Route(f"{OWN}/events", partial(_events, sites, shown)),
        Route(f"{OWN}/places", partial(_places, sites)),
        Route(f"{OWN}/open", partial(_open, editor), methods=["POST"]),
        Route(f"{OWN}/{{name}}", _own_file),
        Route(f"{OWN}/pages/{{filename}}/{{number:int}}.png", partial(_picture, sites)),
        Route(f"/{FOLDER}/", partial(_handouts, sites, head)),
        Route(f"/{FOLDER}/{{filename}}", handouts),
        Route("/{path:path}", partial(_page, sites, head)),
    ]
    guard = Middleware(_OwnHost, allowed_hosts=hosts, www_redirect=False)
    return Starlette(routes=routes, middleware=[guard], lifespan=lifespan)


class _OwnHost(TrustedHostMiddleware):
    """Lets in who names one of the hosts, or the address that the request has come to."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        address, _port = scope.get("server") or ("", None)
        if (
            scope["type"] == "http"
            and Headers(scope=scope).get("host", "").split(":")[0] == address
        ):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


async def _page(sites: Sites, head: Head, request: Request) -> Response:
    address = request.path_params["path"]
    if any(part.startswith(".") for part in Path(address).parts):
        raise HTTPException(404)
    path = await sites.page(address)
    if path is None:
        return await _absent(sites, head, request)
    if path.suffix != ".html":
        return file_response(path)
    return _live(path.read_text("utf-8"), head)


async def _absent(sites: Sites, head: Head, request: Request) -> Response:
    """Answer for a page that is not there: a browser that waits for it shows it once it is."""
    address = request.path_params["path"]
    if address == _ICON:
        return Response(status_code=204)
    if (await sites.problems(address)).fault:
        return _live(ABSENT, head, 503)
    if not _is_for_screen(request):
        raise HTTPException(404)
    return _live(NOT_FOUND, head, 404)


async def _handouts(sites: Sites, head: Head, _request: Request) -> Response:
    """Answer with a list of all handouts."""
    return _live(list_page(await sites.handouts.names()), head)


async def _handout(sites: Sites, head: Head, request: Request) -> Response:
    """Answer browsers with the pages of a handout as pictures, and all others with its PDF."""
    filename = request.path_params["filename"]
    shown = await sites.handout(filename)
    if shown is None:
        raise HTTPException(404)
    for_screen = _is_for_screen(request) and "pdf" not in request.query_params
    if shown.path is None:
        return _live(ABSENT, head, 503)
    if for_screen:
        return _live(handout_page(filename, shown, f"{OWN}/pages/"), head)
    return file_response(shown.path)


def _is_for_screen(request: Request) -> bool:
    """Whether a browser asks for a page that it shows."""
    return "text/html" in request.headers.get("accept", "")


async def _picture(sites: Sites, request: Request) -> Response:
    """Answer with a page of a handout that is shown."""
    filename, number = request.path_params["filename"], request.path_params["number"]
    try:
        picture = await sites.handouts.picture(filename, number)
    except LookupError:
        raise HTTPException(404) from None
    return Response(picture, media_type="image/png", headers=NO_STORE)


def _live(page: str, head: Head, status: int = 200) -> Response:
    """Return the answer with a page that is told of changes."""
    version = hashlib.sha256(page.encode("utf-8")).hexdigest()[:_DIGITS]
    text = page.replace("</head>", f"{head(version=version)}</head>", 1)
    return Response(text, status, media_type="text/html", headers=NO_STORE)


async def _own_file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        raise HTTPException(404)
    data = files("diglot.server").joinpath("static", name).read_bytes()
    return Response(data, media_type=_STATIC[name], headers=NO_STORE)


async def _events(sites: Sites, shown: Callable[[str], str], request: Request) -> Response:
    async def stream() -> AsyncIterator[str]:
        yield f"retry: {_RETRY}\n\n"
        async for notice in sites.notices(_asked(request)):
            yield f"data: {json.dumps(_as_data(notice, shown), ensure_ascii=False)}\n\n"

    return StreamingResponse(stream(), media_type="text/event-stream", headers=NO_STORE)


async def _places(sites: Sites, request: Request) -> Response:
    found = await sites.places(_asked(request))
    return JSONResponse({name: asdict(place) for name, place in found.items()})


async def _open(editor: Editor | None, request: Request) -> Response:
    """Open the editor at the place that a page of this server names.

    A form or a script of another site can send a request, but no JSON, and none with our address
    as its origin.
    """
    own = f"{request.url.scheme}://{request.headers['host']}"
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if request.headers.get("origin") != own or kind != "application/json":
        raise HTTPException(403)
    try:
        place = (await request.json())["place"]
    except (ValueError, TypeError, KeyError) as error:
        raise HTTPException(400) from error
    if editor is None or not isinstance(place, str):
        raise HTTPException(404 if editor is None else 400)
    try:
        has_opened = await editor.open(place)
    except (OSError, ValueError) as error:
        raise HTTPException(500, str(error)) from error
    if not has_opened:
        raise HTTPException(404)
    return Response(status_code=204)


def _asked(request: Request) -> str:
    """Return the address of the page that asks."""
    return unquote(request.query_params.get("page", "")).lstrip("/")


def _as_data(notice: Notice, shown: Callable[[str], str]) -> dict[str, Any]:
    return {
        "stale": notice.is_stale,
        "problems": [problem.as_shown(shown) for problem in notice.problems],
        "fault": shown(notice.fault),
    }


def lifespan_of(start: Callable[[], AsyncIterator[None]]) -> Lifespan:
    """Return what starlette runs around the time that it serves."""
    around = asynccontextmanager(start)

    def lifespan(_app: Starlette) -> Any:
        return around()

    return lifespan
