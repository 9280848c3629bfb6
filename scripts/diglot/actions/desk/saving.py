"""Saving what a translator says of messages, and undoing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from diglot.actions.desk.messages import DeskMessage
from diglot.actions.language_data import locales
from diglot.catalog.entry import Catalog, Comments, Entry
from diglot.catalog.reader import read_catalog
from diglot.catalog.revise import (
    Change,
    ConflictError,
    Version,
    live_entries,
    replace_live,
    save_changes,
    stamped,
    version_of,
)
from diglot.core.errors import DiglotError
from diglot.core.files import file_state, write_bytes
from diglot.core.i18n import _
from diglot.core.lock import locked
from diglot.core.project import Project


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody has made of a message: `base` is what it said to them, `new` what it is to."""

    message: DeskMessage
    base: Version
    new: Version


@dataclass(frozen=True, slots=True)
class Left:
    """An edit that was not written, and what its message says instead, None where it is gone."""

    edit: Edit
    theirs: Version | None


@dataclass(frozen=True, slots=True)
class SavedMessage:
    """What was written of a message, and what was there before."""

    message: DeskMessage
    before: Entry
    after: Entry


_Step = tuple[SavedMessage, ...]
_Item = TypeVar("_Item")


class Saving:
    """Writes messages into their catalogs, and remembers what was there before.

    `translator` is asked, at each write, for ``Name <mail>``, or "" where nobody is named. `learn`
    is called with all that was written, whenever something was.
    """

    def __init__(
        self,
        project: Project,
        translator: Callable[[], str],
        learn: Callable[[Sequence[SavedMessage]], None] = lambda _saved: None,
    ) -> None:
        self._project, self._translator, self._learn = project, translator, learn
        self._written: dict[Path, str] = {}
        self._steps: list[_Step] = []
        self._undone: list[_Step] = []

    def save(self, message: DeskMessage, base: Version, new: Version) -> None:
        """Write what `new` changes from `base`, and nothing else.

        The file is read anew: what others have written meanwhile stays. Raises ConflictError where
        they have translated the same message otherwise, DiglotError where the catalog is broken.
        """
        if left := self.save_all([Edit(message, base, new)]):
            raise ConflictError(left[0].theirs)

    def save_all(self, edits: Iterable[Edit]) -> list[Left]:
        """Write several edits, as `save` does, in one step to be undone; return what was left out.

        Where a catalog is broken, nothing is written.
        """
        done, left = list[SavedMessage](), list[Left]()
        with locked(locales(self._project), wait=True):
            try:
                for catalog, group in self._by_catalog(edits, lambda edit: edit.message):
                    self._save(catalog, group, done, left)
            finally:
                self._remember(done)
        return left

    def undo(self) -> list[DeskMessage]:
        """Undo the last step; return its messages, none where nothing is left.

        What somebody has changed since stays; raises ConflictError where that is all of it, and
        DiglotError where a catalog is broken. A step that cannot be undone is forgotten, so that
        those before it can be.
        """
        return self._move(self._steps, self._undone, is_undo=True)

    def redo(self) -> list[DeskMessage]:
        """Redo what was undone last; as `undo`."""
        return self._move(self._undone, self._steps, is_undo=False)

    def _save(
        self, catalog: Catalog, edits: Sequence[Edit], done: list[SavedMessage], left: list[Left]
    ) -> None:
        by_msgid = {edit.message.placed.msgid: edit for edit in edits}
        changes = [Change(msgid, edit.base, edit.new) for msgid, edit in by_msgid.items()]
        header = stamped(catalog.header, self._translator(), _now())
        saved = save_changes(catalog, changes, header)
        if saved.replaced:
            self._write(catalog.path, saved.data)
        done += (SavedMessage(by_msgid[old.msgid].message, old, new) for old, new in saved.replaced)
        left += (Left(by_msgid[change.msgid], theirs) for change, theirs in saved.left)

    def has_written(self, path: Path) -> bool:
        """Whether a file is as it was written here last."""
        return path in self._written and self._written[path] == file_state(str(path))

    def _write(self, path: Path, data: bytes) -> None:
        write_bytes(path, data)
        self._written[path] = file_state(str(path))

    def _remember(self, done: Sequence[SavedMessage]) -> None:
        self._learn(done)
        step = tuple(edit for edit in done if version_of(edit.before) != version_of(edit.after))
        if step:
            self._steps.append(step)
            self._undone.clear()

    def _move(
        self, source: list[_Step], target: list[_Step], *, is_undo: bool
    ) -> list[DeskMessage]:
        if not source:
            return []
        moved, theirs = list[SavedMessage](), list[Version | None]()
        with locked(locales(self._project), wait=True):
            for catalog, group in self._by_catalog(source[-1], lambda edit: edit.message):
                entries, replaced = live_entries(catalog), list[tuple[Entry, Entry]]()
                for edit in group:
                    old, new = (edit.after, edit.before) if is_undo else (edit.before, edit.after)
                    there = entries.get(old.msgid)
                    if there is None or version_of(there) != version_of(old):
                        theirs.append(None if there is None else version_of(there))
                        continue
                    replaced.append((there, _like(there, new)))
                    moved.append(edit)
                if replaced:
                    self._write(catalog.path, replace_live(catalog, replaced))
                    self._learn([SavedMessage(group[0].message, *pair) for pair in replaced])
        source.pop()
        if not moved:
            raise ConflictError(theirs[0])
        target.append(tuple(moved))
        return [edit.message for edit in moved]

    def _by_catalog(
        self, items: Iterable[_Item], message_of: Callable[[_Item], DeskMessage]
    ) -> Iterator[tuple[Catalog, list[_Item]]]:
        """Yield what is to be done to each catalog, once all could be read."""

        def path_of(item: _Item) -> Path:
            return message_of(item).path

        grouped = [list(group) for _path, group in groupby(sorted(items, key=path_of), path_of)]
        yield from [(self._read(message_of(group[0])), group) for group in grouped]

    def _read(self, message: DeskMessage) -> Catalog:
        try:
            catalog = read_catalog(message.path, self._project.shown(message.path))
        except (FileNotFoundError, NotADirectoryError):
            return Catalog(message.path, b"", ())
        if catalog.broken:
            problem = catalog.problems[0]
            raise DiglotError(
                _("the catalog is broken and stays untouched: {why}", why=problem.message),
                hint=problem.hints[0],
                location=problem.location,
            )
        return catalog


def _like(there: Entry, new: Entry) -> Entry:
    """Return an entry that says what `new` does, with the references that it has now."""
    comments: Comments = replace(
        there.comments,
        translator=new.comments.translator,
        extracted=new.comments.extracted,
        previous=new.comments.previous,
    )
    return replace(there, msgstr=new.msgstr, flags=new.flags, comments=comments)


def _now() -> str:
    return datetime.now().astimezone().strftime("%Y-%m-%d %H:%M%z")
