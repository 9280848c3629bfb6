"""Merges two edits of one entry, part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest
from typing import TypeVar

from diglot.catalog.candidates import confirmed
from diglot.catalog.conflicts import both
from diglot.catalog.entry import Comments, Entry

_Value = TypeVar("_Value")
_FUZZY = frozenset({"fuzzy"})


def same(entry: Entry, other: Entry) -> bool:
    """Return whether two entries of one message say the same."""
    return _meaning(entry) == _meaning(other)


def _meaning(entry: Entry) -> tuple[object, ...]:
    return (entry.msgstr, entry.plural, entry.flags, entry.comments, entry.obsolete)


def merged_entry(base: Entry | None, ours: Entry, theirs: Entry) -> tuple[Entry, bool]:
    """Return an entry that both sides changed, and whether a person has to choose.

    Without a `base`, both sides have added the entry. Where both have translated it differently,
    it is fuzzy and holds both translations (`conflicts.both`).
    """
    base = base or replace(ours, msgstr=("",), plural=None, flags=frozenset(), comments=Comments())
    translated, is_conflict = _translation(base, ours, theirs)
    get = _three(base, ours, theirs)
    added = (ours.flags | theirs.flags) - base.flags
    flags = ((added | (ours.flags & theirs.flags)) - _FUZZY) | (translated.flags & _FUZZY)
    if _formats(flags) - _formats(translated.flags):
        # One side says that it is a format string; the other did not know when it translated it.
        flags, is_conflict = flags | _FUZZY, is_conflict or confirmed(translated)
    merged = replace(
        ours,
        msgstr=translated.msgstr,
        plural=get(lambda entry: entry.plural),
        flags=flags,
        obsolete=get(lambda entry: entry.obsolete),
        comments=replace(_comments(base, ours, theirs), previous=translated.comments.previous),
    )
    if merged.plural is None and len(merged.msgstr) > 1:
        merged = replace(merged, plural=ours.plural or theirs.plural)
    return merged, is_conflict


def merged_header(base: Entry | None, ours: Entry, theirs: Entry, text: str) -> Entry:
    """Return a header with `text` and with the comments and flags of both sides."""
    base = base or replace(ours, flags=frozenset(), comments=Comments())
    flags = ((ours.flags | theirs.flags) - base.flags) | (ours.flags & theirs.flags)
    return replace(ours, msgstr=(text,), flags=flags, comments=_comments(base, ours, theirs))


def merged_lines(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    """Return both sides' lines of a comment, without those that one side has removed."""
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    kept = [line for line in ours if line in theirs or line not in base]
    return (*kept, *(line for line in theirs if line not in ours and line not in base))


def _comments(base: Entry, ours: Entry, theirs: Entry) -> Comments:
    get = _three(base, ours, theirs)
    return Comments(
        translator=merged_lines(
            base.comments.translator, ours.comments.translator, theirs.comments.translator
        ),
        extracted=get(lambda entry: entry.comments.extracted),
        references=get(lambda entry: entry.comments.references),
        previous=get(lambda entry: entry.comments.previous),
        sticky=get(lambda entry: entry.comments.sticky),
    )


def _translation(base: Entry, ours: Entry, theirs: Entry) -> tuple[Entry, bool]:
    """Return an entry with the translation and the state that count, and whether both do."""
    for side, other in ((ours, theirs), (theirs, ours)):
        if _translated(other) == _translated(base) or not any(other.msgstr):
            return side, False
        if side.msgstr == other.msgstr and confirmed(side):
            return side, False
        # The other has only doubted the old text, which this side has replaced.
        if other.msgstr == base.msgstr and not confirmed(other):
            return side, False
    forms = tuple(
        form if form == other else both(form, other) if form and other else form or other
        for form, other in zip_longest(ours.msgstr, theirs.msgstr, fillvalue="")
    )
    return replace(ours, msgstr=forms, flags=ours.flags | theirs.flags | _FUZZY), True


def _translated(entry: Entry) -> tuple[tuple[str, ...], bool]:
    return entry.msgstr, entry.fuzzy


def _formats(flags: frozenset[str]) -> frozenset[str]:
    return frozenset(flag for flag in flags if flag.endswith("-format"))


def _three(
    base: Entry, ours: Entry, theirs: Entry
) -> Callable[[Callable[[Entry], _Value]], _Value]:
    """Return a function that picks the changed one of three values, ours where both changed."""

    def get(part: Callable[[Entry], _Value]) -> _Value:
        return part(theirs) if part(ours) == part(base) else part(ours)

    return get
