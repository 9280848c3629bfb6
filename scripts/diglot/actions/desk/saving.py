"""Saving what a translator says of a message, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from diglot.actions.desk.messages import DeskMessage
from diglot.actions.language_data import locales
from diglot.catalog.entry import Catalog, Comments, Entry
from diglot.catalog.reader import read_catalog
from diglot.catalog.revise import (
    ConflictError,
    Version,
    find_entry,
    replace_entry,
    save_version,
    stamped,
    version_of,
)
from diglot.core.errors import DiglotError
from diglot.core.files import write_bytes
from diglot.core.i18n import _
from diglot.core.lock import locked
from diglot.core.project import Project


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was saved: a message's entry before and after."""

    message: DeskMessage
    before: Entry
    after: Entry


class Saving:
    """Writes single messages into their catalogs, and remembers what was there before.

    `translator` is asked, at each write, for ``Name <mail>``, or "" where nobody is named.
    """

    def __init__(self, project: Project, translator: Callable[[], str]) -> None:
        self._project, self._translator = project, translator
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def save(self, message: DeskMessage, base: Version, new: Version) -> None:
        """Write what `new` changes from `base`, and nothing else.

        The file is read anew: what others have written meanwhile stays. Raises ConflictError where
        they have translated the same message otherwise, DiglotError where the catalog is broken.
        """
        msgid = message.placed.msgid
        with locked(locales(self._project), wait=True):
            catalog = self._read(message)
            before = find_entry(catalog, msgid)
            header = stamped(catalog.header, self._translator(), _now())
            write_bytes(catalog.path, save_version(catalog, msgid, base, new, header))
            after = find_entry(self._read(message), msgid)
        if before is not None and after is not None and version_of(before) != version_of(after):
            self._done.append(Step(message, before, after))
            self._undone.clear()

    def undo(self) -> DeskMessage | None:
        """Take back what was saved last; return its message, None where nothing is left.

        Raises ConflictError where somebody has changed the message since.
        """
        return self._move(self._done, self._undone, is_undo=True)

    def redo(self) -> DeskMessage | None:
        """Do again what was taken back last; as `undo`."""
        return self._move(self._undone, self._done, is_undo=False)

    def _move(self, source: list[Step], target: list[Step], *, is_undo: bool) -> DeskMessage | None:
        if not source:
            return None
        step = source[-1]
        old, new = (step.after, step.before) if is_undo else (step.before, step.after)
        with locked(locales(self._project), wait=True):
            catalog = self._read(step.message)
            there = find_entry(catalog, step.message.placed.msgid)
            if there is None or version_of(there) != version_of(old):
                raise ConflictError(None if there is None else version_of(there))
            entry = replace(there, msgstr=new.msgstr, flags=new.flags, comments=_notes(there, new))
            write_bytes(catalog.path, replace_entry(catalog, there, entry))
        target.append(source.pop())
        return step.message

    def _read(self, message: DeskMessage) -> Catalog:
        try:
            catalog = read_catalog(message.path, self._project.shown(message.path))
        except (FileNotFoundError, NotADirectoryError):
            raise ConflictError(None) from None
        if catalog.broken:
            problem = catalog.problems[0]
            raise DiglotError(
                _("the catalog is broken and stays untouched: {why}", why=problem.message),
                hint=problem.hints[0],
                location=problem.location,
            )
        return catalog


def _notes(there: Entry, new: Entry) -> Comments:
    return replace(
        there.comments,
        translator=new.comments.translator,
        extracted=new.comments.extracted,
        previous=new.comments.previous,
    )


def _now() -> str:
    return datetime.now().astimezone().strftime("%Y-%m-%d %H:%M%z")
