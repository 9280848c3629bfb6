"""Merges two edits of a catalog by entry; what both changed is kept in both readings."""

from __future__ import annotations

import codecs
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from diglot.catalog.edit import Piece, assemble, tail_of
from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.header import merged_fields
from diglot.catalog.lines import first_byte
from diglot.catalog.merge_entry import merged_entry, merged_header, merged_lines, same
from diglot.catalog.plural_forms import fitted, number_of_forms
from diglot.catalog.reuse import retired

_MessageKey = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged file, and the messages for which a person has to choose.

    Those in `misfits` have another number of plural forms than the header asks for.
    """

    data: bytes
    conflicts: tuple[str, ...] = ()
    misfits: tuple[str, ...] = ()


def merge(base: Catalog, ours: Catalog, theirs: Catalog) -> Merged:
    """Merge the changes from `base` to `theirs` into `ours`, entry by entry.

    Entries that theirs did not change keep their bytes, unless the sides are in different
    charsets: then the file becomes UTF-8. Where both sides have translated a message
    differently, both translations are kept in one fuzzy entry (`conflicts.both`). Where one side
    has let go of a message that the other has worked on, it is kept as obsolete. If msgfmt
    accepts both sides, it accepts what they are merged into. Must not be called with broken
    catalogs.
    """
    return _Merge(base, ours, theirs).run()


class _Merge:
    """One merge; all three sides by key.

    An obsolete twin is an entry whose message has another, preferred entry in the same file.
    """

    def __init__(self, base: Catalog, ours: Catalog, theirs: Catalog) -> None:
        self._files = (base, ours, theirs)
        self._base, self._ours, self._theirs = (_by_key(catalog.entries) for catalog in self._files)
        self._conflicts: list[str] = []
        self._misfits: list[str] = []

    def run(self) -> Merged:
        base, ours, theirs = self._files
        behind = self._additions()
        pieces = behind[None]
        for entry in ours.entries:
            key = (entry.context, entry.msgid)
            if self._ours[key] is not entry:
                pieces += [] if self._removed(entry) else [Piece(entry, entry)]
                continue
            merged = self._entry(key, entry)
            pieces += [Piece(merged, entry)] if merged else []
            pieces += behind[key]
        header = self._header()
        forms = number_of_forms(header or ours.header)
        data = assemble(
            ours,
            [self._fitted(piece, forms) for piece in _told_apart(pieces)],
            header,
            charset=None if _charset(ours) == _charset(theirs) else "utf-8",
            tail=_tail(base, ours, theirs),
        )
        # gettext takes a byte order mark for a syntax error.
        return Merged(data[first_byte(data) :], tuple(self._conflicts), tuple(self._misfits))

    def _header(self) -> Entry | None:
        """Return the header of the merged file; None where ours stays as it is."""
        base, ours, theirs = (catalog.header for catalog in self._files)
        if ours is None or theirs is None:
            return None if ours else theirs
        merged = merged_header(base, ours, theirs, merged_fields(base, ours, theirs))
        return None if same(merged, ours) else merged

    def _additions(self) -> defaultdict[_MessageKey | None, list[Piece]]:
        """Return what theirs has and ours has not, behind the entry that it follows there."""
        behind: defaultdict[_MessageKey | None, list[Piece]] = defaultdict(list)
        last: _MessageKey | None = None
        for entry in self._files[2].entries:
            key = (entry.context, entry.msgid)
            is_twin = self._theirs[key] is not entry
            if is_twin and self._added(entry):
                behind[last].append(Piece(entry))
            elif key in self._ours:
                last = key
            elif is_twin:
                continue
            elif key not in self._base:
                behind[last].append(Piece(entry))
            elif not same(entry, self._base[key]):
                # Ours has let go of what theirs worked on: their work stays, as obsolete.
                self._conflicts.append(entry.msgid)
                behind[last].append(Piece(retired(entry)))
        return behind

    def _added(self, twin: Entry) -> bool:
        """Return whether ours has no such twin as theirs, and has not removed it."""
        base, ours, _theirs = self._files
        # Ours may have it as its only entry, in whose place the preferred one of theirs comes.
        is_only = _holds(self._ours.values(), twin)
        return is_only or not (_holds(base.entries, twin) or _holds(ours.entries, twin))

    def _removed(self, twin: Entry) -> bool:
        """Return whether theirs has removed a twin of ours."""
        base, _ours, theirs = self._files
        return _holds(base.entries, twin) and not _holds(theirs.entries, twin)

    def _entry(self, key: _MessageKey, ours: Entry) -> Entry | None:
        base, theirs = self._base.get(key), self._theirs.get(key)
        if theirs is None:
            if base is None:
                return ours
            if same(ours, base):
                return None
            self._conflicts.append(ours.msgid)
            return retired(ours)
        if same(ours, theirs) or (base and same(theirs, base)):
            return ours
        if base and same(ours, base):
            return replace(theirs)
        merged, is_conflict = merged_entry(base, ours, theirs)
        if is_conflict:
            self._conflicts.append(ours.msgid)
        return merged

    def _fitted(self, piece: Piece, forms: int | None) -> Piece:
        entry = fitted(piece.entry, forms)
        self._misfits += [] if entry is piece.entry else [entry.msgid]
        return replace(piece, entry=entry)


def _told_apart(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces, each with a key of its own: gettext reads no message twice.

    A twin is told apart by a number in its context; one that says nothing new is left out.
    """
    pieces = list(pieces)
    taken = _by_key(piece.entry for piece in pieces)
    preferred = {id(entry) for entry in taken.values()}
    result: list[Piece] = []
    for piece in pieces:
        if id(piece.entry) in preferred:
            result.append(piece)
            continue
        twin = _numbered(piece.entry, taken)
        if (twin.context, twin.msgid) not in taken:
            taken[twin.context, twin.msgid] = twin
            result.append(Piece(twin, piece.was))
    return result


def _numbered(entry: Entry, taken: dict[_MessageKey, Entry]) -> Entry:
    """Return an entry with the first number in its context whose entry, if any, says the same."""
    number, twin = 1, entry
    while (other := taken.get((twin.context, twin.msgid))) and _work(other) != _work(twin):
        number += 1
        twin = replace(entry, context=f"{entry.context or ''} twin {number}".strip())
    return twin


def _work(entry: Entry) -> tuple[object, ...]:
    return entry.msgstr, entry.plural, entry.fuzzy, entry.comments.translator


def _tail(base: Catalog, ours: Catalog, theirs: Catalog) -> str | None:
    """Return the comment at the end of the merged file; None where ours stays as it is."""
    tails = [tail_of(catalog) for catalog in (base, ours, theirs)]
    merged = "\n".join(merged_lines(*(tuple(tail.splitlines()) for tail in tails)))
    return None if merged == tails[1] else merged


def _charset(catalog: Catalog) -> codecs.CodecInfo:
    return codecs.lookup(catalog.charset)


def _holds(entries: Iterable[Entry], twin: Entry) -> bool:
    return any(
        (entry.context, entry.msgid) == (twin.context, twin.msgid) and same(entry, twin)
        for entry in entries
    )


def _by_key(entries: Iterable[Entry]) -> dict[_MessageKey, Entry]:
    """Return the entries by message; a live one before an obsolete one."""
    by_key: dict[_MessageKey, Entry] = {}
    for entry in entries:
        key = (entry.context, entry.msgid)
        if key not in by_key or (by_key[key].obsolete and not entry.obsolete):
            by_key[key] = entry
    return by_key
