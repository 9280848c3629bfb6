"""What the desk's page asks for: each action takes the data of a request, and answers with data."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from typing import Any

from diglot.actions.desk.keeping import Translator, write_translator
from diglot.actions.desk.messages import DeskMessage
from diglot.actions.desk.replacing import name_of_edit
from diglot.actions.desk.saving import Edit
from diglot.catalog.revise import version_of
from diglot.server.desk.data import (
    BadRequestError,
    drafted_data,
    edit_data,
    judged_data,
    message_data,
    occurrence_data,
    read_text,
    read_version,
    suggestions_data,
    version_data,
)
from diglot.server.desk.desk import Desk

Action = Callable[[Desk, dict[str, Any], str], Awaitable[Any]]
"""Answers for a desk, with the data of a request, in the language of a tag.

Raises BadRequestError, KeyError, TypeError or ValueError for data that are not what is asked for,
DiglotError for what cannot be done.
"""

_MOST_SHOWN = 500


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
    await desk.keep(message, data if is_kept else None)
    return judged_data(await desk.judge(message, version), version.msgstr, tag)


async def _show(desk: Desk, data: dict[str, Any], _tag: str) -> Any:
    message, text = await desk.message(data["id"]), data["text"]
    shown = text if isinstance(text, str) else None
    return drafted_data(await desk.show(read_text(data["site"]), message, shown))


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


ACTIONS: dict[str, Action] = {
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
"""The actions by the last part of their addresses."""
