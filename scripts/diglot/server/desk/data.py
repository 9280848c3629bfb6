"""What the desk's pages are told, as data for JSON; and what they say, read strictly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from diglot.actions.desk.messages import DeskMessage
from diglot.actions.desk.placed_diagnostics import PlacedDiagnostic
from diglot.actions.desk.replacing import name_of_edit
from diglot.actions.desk.saving import Edit
from diglot.actions.desk.similar import Suggestion, Unit
from diglot.catalog.previous import previous_of
from diglot.catalog.revise import Version, version_of
from diglot.core.block_names import name_of
from diglot.core.diagnostic import Diagnostic
from diglot.core.i18n import Message
from diglot.core.translations import own_catalogs_of
from diglot.core.updates import Drafted
from diglot.server.desk.desk import Judged, Occurrence
from diglot.server.desk.notes import note_to_show


class BadRequestError(Exception):
    """A request that no page of ours sends."""


def shown_in(tag: str, text: str) -> str:
    """Return a sentence in the language that serves the readers of a tag."""
    return text.translated(own_catalogs_of([tag])[0]) if isinstance(text, Message) else text


def message_data(message: DeskMessage, tag: str, draft: Any = None) -> dict[str, Any]:
    """Return all that the desk shows of a message, in the language of a tag."""
    entry = message.entry
    previous = previous_of(entry) if entry else None
    return {
        "id": message.id,
        "name": name_of(message.placed.msgid),
        "page": message.placed.page,
        "place": message.placed.place,
        "note": shown_in(tag, note_to_show(message.placed.note)),
        "state": str(message.state),
        "source": message.placed.msgid,
        "plural": entry.plural if entry else None,
        "forms": message.forms,
        "version": version_data(version_of(entry)) if entry else None,
        "previous": previous.msgid if previous else None,
        "notes": [shown_in(tag, note_to_show(note)) for note in entry.comments.extracted]
        if entry
        else [],
        "line": entry.line if entry else None,
        "fault": message.fault and problem_data(message.fault, tag),
        "draft": draft,
    }


def version_data(version: Version | None) -> dict[str, Any] | None:
    """Return a version as data."""
    if version is None:
        return None
    return {
        "msgstr": list(version.msgstr),
        "fuzzy": version.fuzzy,
        "comment": list(version.comment),
        "ignored": sorted(version.ignored),
    }


def read_version(data: Any) -> Version:
    """Return a version from data. Raises BadRequestError where it is none."""
    try:
        version = Version(
            tuple(map(read_text, data["msgstr"])),
            bool(data["fuzzy"]),
            tuple(map(read_text, data["comment"])),
            frozenset(map(_code, data["ignored"])),
        )
    except (KeyError, TypeError) as error:
        raise BadRequestError(f"no version of a message: {error}") from error
    if not version.msgstr or any("\n" in line or "\r" in line for line in version.comment):
        raise BadRequestError("no version of a message")
    return version


def edit_data(edit: Edit) -> dict[str, Any]:
    """Return an edit that is proposed, as data."""
    return {
        "name": name_of_edit(edit),
        "id": edit.message.id,
        "page": edit.message.placed.page,
        "place": edit.message.placed.place,
        "source": edit.message.placed.msgid,
        "before": list(edit.base.msgstr),
        "after": list(edit.new.msgstr),
    }


def drafted_data(drafted: Drafted) -> dict[str, Any]:
    """Return what a draft has changed of its page."""
    return {
        "blocks": [
            {"name": name_of(block.msgid), "before": block.before, "after": block.after}
            for block in drafted.blocks
        ],
        "isComplete": drafted.is_complete,
        "isAlone": drafted.is_alone,
    }


def judged_data(judged: Judged, texts: Sequence[str], tag: str) -> dict[str, Any]:
    """Return what is to be said of a version's `texts`, in the language of a tag."""
    show = partial(shown_in, tag)
    return {
        "problems": [placed_data(placed, texts[placed.form], tag) for placed in judged.diagnostics],
        "terms": [
            {
                "source": rendered.term.source,
                "renderings": list(rendered.term.renderings),
                "never": list(rendered.term.never),
                "note": show(rendered.term.note),
                "rendered": rendered.is_rendered,
                "forbidden": list(rendered.forbidden),
            }
            for rendered in judged.terms
        ],
    }


def placed_data(placed: PlacedDiagnostic, text: str, tag: str) -> dict[str, Any]:
    """Return a diagnostic of a text as data; positions count UTF-16 units, as scripts do."""

    def units(position: int | None) -> int | None:
        return None if position is None else len(text[:position].encode("utf-16-le")) // 2

    return {
        **problem_data(placed.diagnostic, tag),
        "form": placed.form,
        "spans": [[units(start), units(end)] for start, end in placed.spans],
        "repair": [
            [units(splice.start), units(splice.end), splice.text] for splice in placed.repair
        ],
    }


def problem_data(problem: Diagnostic, tag: str) -> dict[str, Any]:
    """Return a diagnostic in the language of a tag."""
    return {
        "code": str(problem.code),
        "severity": str(problem.severity),
        "message": shown_in(tag, problem.message),
        "hints": [shown_in(tag, hint) for hint in problem.hints],
        "place": str(problem.location or ""),
    }


def suggestions_data(suggestions: Iterable[Suggestion]) -> list[dict[str, Any]]:
    """Return suggestions as data."""
    return [
        {**unit_data(suggestion.unit), "score": round(suggestion.score)}
        for suggestion in suggestions
    ]


def unit_data(unit: Unit) -> dict[str, Any]:
    """Return a unit as data."""
    return {"source": unit.source, "target": unit.target, "origin": unit.origin}


def occurrence_data(occurrence: Occurrence) -> dict[str, Any]:
    """Return a unit with the page where it is read, if it is on one."""
    data = unit_data(occurrence.unit)
    if occurrence.message is None:
        return data
    placed = occurrence.message.placed
    return data | {"id": occurrence.message.id, "page": placed.page, "title": occurrence.title}


def read_text(value: Any) -> str:
    """Return a text that UTF-8 can hold. Raises TypeError where it is none."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise TypeError("half of a sign") from error
    return value


def _code(value: Any) -> str:
    code = read_text(value)
    if not code or not all(sign.isalnum() or sign in "-." for sign in code):
        raise TypeError("no code of a check")
    return code
