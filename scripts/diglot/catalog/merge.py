"""Merges two edits of a catalog by entry; what both changed is kept in both readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from diglot.catalog.candidates import confirmed
from diglot.catalog.conflicts import both
from diglot.catalog.edit import Piece, assemble
from diglot.catalog.entry import Catalog, Comments, Entry
from diglot.catalog.header import merged_header
from diglot.catalog.reuse import retired

_MessageKey = tuple[str | None, str]
_Value = TypeVar("_Value")
_FUZZY = frozenset({"fuzzy"})


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged file, and the messages for which a person has to choose."""

    data: bytes
    conflicts: tuple[str, ...] = ()


def merge(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """Merge the changes from `base` to `theirs` into `ours`, entry by entry.

    Entries that theirs did not change keep their bytes. Where both sides have translated a
    message differently, both translations are kept in one fuzzy entry (`conflicts.both`).
    Where one side has let go of a message that the other has worked on, it is kept as
    obsolete. Must not be called with broken catalogs.
    """
    return _Merge(base, ours, theirs).run()


class _Merge:
    """One merge; all three sides by key."""

    def __init__(self, base: Catalog, ours: Catalog, theirs: Catalog) -> None:
        self._files = (base, ours, theirs)
        self._base, self._ours, self._theirs = (_by_key(catalog.entries) for catalog in self._files)
        self._conflicts: list[str] = []

    def run(self) -> Merged:
        base, ours, theirs = self._files
        behind = self._additions()
        pieces = behind[None]
        for entry in ours.entries:
            key = (entry.context, entry.msgid)
            if self._ours[key] is not entry:
                pieces.append(Piece(entry, entry))  # an obsolete twin of the same message
                continue
            merged = self._entry(key, entry)
            pieces += [Piece(merged, entry)] if merged else []
            pieces += behind[key]
        header = merged_header(base.header, ours.header, theirs.header)
        return Merged(assemble(ours, pieces, header), tuple(self._conflicts))

    def _additions(self) -> defaultdict[_MessageKey | None, list[Piece]]:
        """Return what theirs has and ours has not, behind the entry that it follows there."""
        behind: defaultdict[_MessageKey | None, list[Piece]] = defaultdict(list)
        last: _MessageKey | None = None
        for key, entry in self._theirs.items():
            if key in self._ours:
                last = key
            elif key not in self._base:
                behind[last].append(Piece(entry))
            elif not _same(entry, self._base[key]):
                # Ours has let go of what theirs worked on: their work stays, as obsolete.
                self._conflicts.append(entry.msgid)
                behind[last].append(Piece(retired(entry)))
        return behind

    def _entry(self, key: _MessageKey, ours: Entry) -> Entry | None:
        base, theirs = self._base.get(key), self._theirs.get(key)
        if theirs is None:
            if base is None:
                return ours
            if _same(ours, base):
                return None
            self._conflicts.append(ours.msgid)
            return retired(ours)
        if _same(ours, theirs) or (base and _same(theirs, base)):
            return ours
        if base and _same(ours, base):
            return replace(theirs)
        return self._both(base or replace(ours, msgstr=("",), flags=frozenset()), ours, theirs)

    def _both(self, base: Entry, ours: Entry, theirs: Entry) -> Entry:
        """Return an entry that both sides changed: part by part, then its translation."""
        translated = self._translation(base, ours, theirs)
        get = _three(base, ours, theirs)
        added = (ours.flags | theirs.flags) - base.flags
        flags = added | (ours.flags & theirs.flags)
        return replace(
            ours,
            msgstr=translated.msgstr,
            flags=(flags - _FUZZY) | (translated.flags & _FUZZY),
            obsolete=get(lambda entry: entry.obsolete),
            comments=Comments(
                translator=_translator_comments(base, ours, theirs),
                extracted=get(lambda entry: entry.comments.extracted),
                references=get(lambda entry: entry.comments.references),
                previous=translated.comments.previous,
                sticky=get(lambda entry: entry.comments.sticky),
            ),
        )

    def _translation(self, base: Entry, ours: Entry, theirs: Entry) -> Entry:
        """Return an entry with the translation and the state that count."""
        for side, other in ((ours, theirs), (theirs, ours)):
            if _translated(other) == _translated(base) or not any(other.msgstr):
                return side
            if side.msgstr == other.msgstr and confirmed(side):
                return side
            # The other has only doubted the old text, which this side has replaced.
            if other.msgstr == base.msgstr and not confirmed(other):
                return side
        self._conflicts.append(ours.msgid)
        forms = tuple(
            a if a == b else both(a, b) for a, b in zip(ours.msgstr, theirs.msgstr, strict=False)
        )
        return replace(ours, msgstr=forms, flags=ours.flags | _FUZZY)


def _three(
    base: Entry, ours: Entry, theirs: Entry
) -> Callable[[Callable[[Entry], _Value]], _Value]:
    """Return a function that picks the changed one of three values, ours where both changed."""

    def get(part: Callable[[Entry], _Value]) -> _Value:
        return part(theirs) if part(ours) == part(base) else part(ours)

    return get


def _translator_comments(base: Entry, ours: Entry, theirs: Entry) -> tuple[str, ...]:
    """Return both sides' comments of translators, without those that one side has removed."""
    mine, yours, old = (entry.comments.translator for entry in (ours, theirs, base))
    if mine in (old, yours):
        return yours
    if yours == old:
        return mine
    kept = [line for line in mine if line in yours or line not in old]
    return (*kept, *(line for line in yours if line not in mine and line not in old))


def _by_key(entries: Iterable[Entry]) -> dict[_MessageKey, Entry]:
    """Return the entries by message; a live one before an obsolete one."""
    by_key: dict[_MessageKey, Entry] = {}
    for entry in entries:
        key = (entry.context, entry.msgid)
        if key not in by_key or (by_key[key].obsolete and not entry.obsolete):
            by_key[key] = entry
    return by_key


def _translated(entry: Entry) -> tuple[tuple[str, ...], bool]:
    return entry.msgstr, entry.fuzzy


def _same(entry: Entry, other: Entry) -> bool:
    return _meaning(entry) == _meaning(other)


def _meaning(entry: Entry) -> tuple[object, ...]:
    return (entry.msgstr, entry.plural, entry.flags, entry.comments, entry.obsolete)
