"""The addresses of the desk: its own page, the pages that are translated, and what it asks."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import asdict
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from diglot.actions.desk.keeping import (
    is_introduced,
    keys_file,
    read_keys,
    read_translator,
)
from diglot.catalog.revise import ConflictError
from diglot.core.errors import DiglotError
from diglot.server.app import Lifespan
from diglot.server.desk.actions import ACTIONS, Action
from diglot.server.desk.data import (
    BadRequestError,
    message_data,
    problem_data,
    shown_in,
    version_data,
)
from diglot.server.desk.desk import Desk
from diglot.server.desk.filtering import KINDS
from diglot.server.desk.guard import Guard, Pass
from diglot.server.desk.words import WORDS
from diglot.server.responses import file_response

OWN = "/_desk/"
"""Where the desk's own addresses begin; no page of a site can be there."""

_TYPES = {".mjs": "text/javascript", ".css": "text/css"}
# Only so that browsers need not complain of what they refuse to run: see the guard.
_SCRIPT = re.compile(
    r"""<script\b.*?</script>|<link\b[^>]*\bas=["']?script\b[^>]*>""", re.DOTALL | re.IGNORECASE
)
"""Scripts of pages, and what has browsers load them early: none is run here."""

_STYLE = f'<link rel="stylesheet" href="{OWN}page.css">'
_LARGEST = 2**20


def make_desk_app(desk: Desk, hosts: list[str], entry: Pass, lifespan: Lifespan) -> Starlette:
    """Return the application; `hosts` are the names of the server, with its port."""
    routes = [
        Route("/", partial(_shell, entry)),
        Route(f"{OWN}start", partial(_start, desk)),
        Route(f"{OWN}messages", partial(_messages, desk)),
        Route(f"{OWN}find", partial(_find, desk)),
        Route(f"{OWN}flagged", partial(_flagged, desk)),
        Route(f"{OWN}events", partial(_events, desk)),
        *(
            Route(f"{OWN}{name}", partial(_act, desk, action), methods=["POST"])
            for name, action in ACTIONS.items()
        ),
        Route(f"{OWN}{{name}}", _own_file),
        Route("/{path:path}", partial(_page, desk)),
    ]
    guard = Middleware(Guard, hosts=hosts, entry=entry, own=OWN)
    return Starlette(routes=routes, middleware=[guard], lifespan=lifespan)


async def _shell(entry: Pass, _request: Request) -> Response:
    text = _static("desk.html").decode("utf-8").replace("{nonce}", entry.nonce)
    return Response(text, media_type="text/html")


async def _own_file(request: Request) -> Response:
    name = request.path_params["name"]
    if Path(name).suffix not in _TYPES or Path(name).name != name:
        raise HTTPException(404)
    try:
        return Response(_static(name), media_type=_TYPES[Path(name).suffix])
    except FileNotFoundError:
        raise HTTPException(404) from None


def _static(name: str) -> bytes:
    return files("diglot.server.desk").joinpath("static", name).read_bytes()


async def _page(desk: Desk, request: Request) -> Response:
    address = request.path_params["path"]
    if any(part.startswith(".") for part in Path(address).parts):
        raise HTTPException(404)
    path = await desk.site.page(address)
    if path is None:
        raise HTTPException(404)
    if path.suffix != ".html":
        return file_response(path)
    text = _SCRIPT.sub("", path.read_text("utf-8")).replace("</head>", f"{_STYLE}</head>", 1)
    return Response(text, media_type="text/html")


# --- what is asked


async def _start(desk: Desk, request: Request) -> Response:
    tag = _tag(request)
    pages, counts, broken = await desk.pages()
    translator = read_translator()
    keys, keys_fault = read_keys()
    return JSONResponse(
        {
            "words": {name: shown_in(tag, word) for name, word in WORDS.items()},
            "language": {"tag": desk.language.bcp47, "name": desk.language.name},
            "uiLanguage": tag,
            "sites": desk.site.slugs,
            "pages": [{"address": page.address, "title": page.title} for page in pages],
            "counts": counts,
            "broken": [problem_data(problem, tag) for problem in broken],
            "translator": asdict(translator) | {"asked": is_introduced()},
            "keys": keys,
            "keysFile": str(keys_file()),
            "keysFault": keys_fault,
        }
    )


async def _messages(desk: Desk, request: Request) -> Response:
    found = await desk.messages(request.query_params.get("page", ""))
    tag = _tag(request)
    return JSONResponse(
        [message_data(message, tag, desk.drafts.of(message.id)) for message in found]
    )


async def _find(desk: Desk, request: Request) -> Response:
    kind = request.query_params.get("kind", "all")
    if kind not in KINDS:
        raise HTTPException(400)
    found, number = await desk.find(request.query_params.get("words", ""), kind)
    messages = [message_data(message, _tag(request)) for message in found]
    return JSONResponse({"messages": messages, "number": number})


async def _flagged(desk: Desk, request: Request) -> Response:
    page = request.query_params.get("page")
    found = await desk.all_flagged() if page is None else {page: await desk.flagged(page)}
    return JSONResponse(found)


async def _events(desk: Desk, request: Request) -> Response:
    site = request.query_params.get("site", "")
    if site not in desk.site.slugs:
        raise HTTPException(400)
    address = f"{site}/{request.query_params.get('page', '')}"

    async def stream() -> AsyncIterator[str]:
        async for notice in desk.site.notices(address):
            data = {"stale": notice.is_stale, "fault": notice.fault}
            yield f"data: {json.dumps(data)}\n\n"

    return StreamingResponse(stream(), media_type="text/event-stream")


async def _act(desk: Desk, action: Action, request: Request) -> Response:
    try:
        return JSONResponse(await action(desk, await _data(request), _tag(request)))
    except ConflictError as error:
        return JSONResponse({"conflict": version_data(error.theirs)}, 409)
    except DiglotError as error:
        tag = _tag(request)
        hint = shown_in(tag, error.hint) if error.hint else ""
        fault = shown_in(tag, error.message)
        return JSONResponse({"fault": fault, "hint": hint, "place": str(error.location or "")}, 422)
    except (BadRequestError, KeyError, TypeError, ValueError) as error:
        return JSONResponse({"fault": f"{type(error).__name__}: {error}"}, 400)


async def _data(request: Request) -> dict[str, Any]:
    if int(request.headers.get("content-length", "0")) > _LARGEST:
        raise BadRequestError("too much")
    data: dict[str, Any] = json.loads(await request.body())
    return data


def _tag(request: Request) -> str:
    """Return the language that the browser asks for first."""
    asked = request.headers.get("accept-language", "en").partition(",")[0]
    return asked.partition(";")[0].strip().replace("-", "_") or "en"
