"""The addresses of the desk: its own page, the pages that are translated, and what it asks."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict, replace
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
    Translator,
    is_introduced,
    keys_file,
    read_keys,
    read_translator,
    write_translator,
)
from diglot.actions.desk.messages import DeskMessage
from diglot.actions.desk.replacing import name_of_edit
from diglot.actions.desk.saving import Edit
from diglot.catalog.revise import ConflictError, version_of
from diglot.core.errors import DiglotError
from diglot.server.app import Lifespan
from diglot.server.desk.data import (
    BadRequestError,
    edit_data,
    judged_data,
    message_data,
    occurrence_data,
    problem_data,
    read_text,
    read_version,
    shown_in,
    suggestions_data,
    version_data,
)
from diglot.server.desk.desk import KINDS, Desk
from diglot.server.desk.guard import Guard, Pass
from diglot.server.desk.words import WORDS
from diglot.server.responses import file_response

OWN = "/_desk/"
"""Where the desk's own addresses begin; no page of a site can be there."""

_TYPES = {".mjs": "text/javascript", ".css": "text/css"}
# Only so that browsers need not complain of what they refuse to run: see the guard.
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
_STYLE = f'<link rel="stylesheet" href="{OWN}page.css">'
_LARGEST = 2**20
_MOST_SHOWN = 500

Action = Callable[[Desk, dict[str, Any], str], Awaitable[Any]]


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
            for name, action in _ACTIONS.items()
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
            "site": desk.site.slug,
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
    address = f"{desk.site.slug}/{request.query_params.get('page', '')}"

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


async def _save(desk: Desk, data: dict[str, Any], tag: str) -> Any:
    message = await desk.message(data["id"])
    saved = await desk.save(message, read_version(data["base"]), read_version(data["version"]))
    await desk.show(message.placed.page, message, None)
    return message_data(saved, tag)


async def _undo(desk: Desk, _data: dict[str, Any], tag: str) -> Any:
    return _moved(await desk.undo(), tag)


async def _redo(desk: Desk, _data: dict[str, Any], tag: str) -> Any:
    return _moved(await desk.undo(redo=True), tag)


def _moved(messages: list[DeskMessage], tag: str) -> Any:
    first = message_data(messages[0], tag) if messages else None
    return {"message": first, "number": len(messages)}


async def _replacements(desk: Desk, data: dict[str, Any], _tag: str) -> Any:
    found = await _found(desk, data)
    shown = [edit_data(edit) for edit in found[:_MOST_SHOWN]]
    return {"edits": shown, "number": len(found)}


async def _replace(desk: Desk, data: dict[str, Any], _tag: str) -> Any:
    agreed = set(data["names"])
    edits = [edit for edit in await _found(desk, data) if name_of_edit(edit) in agreed]
    left = await desk.replace(edits)
    return {"number": len(edits) - left, "left": len(agreed) - len(edits) + left}


async def _found(desk: Desk, data: dict[str, Any]) -> list[Edit]:
    words, instead = read_text(data["words"]), read_text(data["instead"])
    return await desk.replacements(words, instead, match_case=bool(data["matchCase"]))


async def _changed(desk: Desk, data: dict[str, Any], tag: str) -> Any:
    found = await desk.changed(read_text(data["since"]))
    return [
        {**message_data(change.message, tag), "formerly": version_data(change.before)}
        for change in found
    ]


async def _fill(desk: Desk, data: dict[str, Any], _tag: str) -> Any:
    number, left = await desk.fill(await desk.message(data["id"]))
    return {"number": number, "left": left}


async def _draft(desk: Desk, data: dict[str, Any], tag: str) -> Any:
    message, version = await desk.message(data["id"]), read_version(data["version"])
    # What a save that overtook this request has written is no draft any more.
    written = message.entry and replace(version_of(message.entry), fuzzy=version.fuzzy)
    is_kept = version not in (read_version(data["base"]), written)
    desk.drafts.put(message.id, data if is_kept else None)
    return judged_data(await desk.judge(message, version), version.msgstr, tag)


async def _show(desk: Desk, data: dict[str, Any], _tag: str) -> Any:
    message, text = await desk.message(data["id"]), data["text"]
    await desk.show(message.placed.page, message, text if isinstance(text, str) else None)
    return {}


async def _help(desk: Desk, data: dict[str, Any], tag: str) -> Any:
    message = await desk.message(data["id"])
    codes, suggestions = await desk.suggest(message)
    same = [message_data(other, tag) for other in await desk.same(message)]
    return {
        "codes": [asdict(code) for code in codes],
        "suggestions": suggestions_data(suggestions),
        "same": same,
    }


async def _concordance(desk: Desk, data: dict[str, Any], _tag: str) -> Any:
    return [
        occurrence_data(occurrence)
        for occurrence in await desk.concordance(read_text(data["words"]))
    ]


async def _translator(_desk: Desk, data: dict[str, Any], _tag: str) -> Any:
    name, mail = (" ".join(str(data[key]).split()) for key in ("name", "mail"))
    if set("<>") & set(name + mail):
        raise BadRequestError("no name")
    write_translator(Translator(name, mail))
    return {}


_ACTIONS: dict[str, Action] = {
    "save": _save,
    "undo": _undo,
    "redo": _redo,
    "replacements": _replacements,
    "replace": _replace,
    "fill": _fill,
    "changed": _changed,
    "draft": _draft,
    "show": _show,
    "help": _help,
    "concordance": _concordance,
    "translator": _translator,
}


def _tag(request: Request) -> str:
    """Return the language that the browser asks for first."""
    asked = request.headers.get("accept-language", "en").partition(",")[0]
    return asked.partition(";")[0].strip().replace("-", "_") or "en"
