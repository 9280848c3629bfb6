"""The memory: a catalog of the translations that no document's catalog can keep."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from diglot.catalog.candidates import Candidate, Place
from diglot.catalog.edit import Piece, assemble, kept
from diglot.catalog.entry import Catalog, Entry

_NUMBERED = re.compile(r" \(\d+\)$")


def candidates_in(memory: Catalog) -> Iterator[Candidate]:
    """Yield the memory's entries as candidates, with the catalog and the context they were in."""
    for entry in memory.entries:
        label = _NUMBERED.sub("", entry.context or "")
        domain, _, context = label.partition(": ")
        yield Candidate(domain, replace(entry, context=context or None), Place.MEMORY)


def remember(
    memory: Catalog,
    header: Entry,
    added: Iterable[tuple[str, Entry]],
    taken: Collection[tuple[tuple[int, int], str]] = (),
) -> bytes | None:
    """Return the memory's bytes with entries added, and without those `taken`.

    `added` are (domain, entry), `taken` are (span, msgid); None where nothing is left to remember.
    """
    pieces = [kept(entry) for entry in memory.entries if (entry.span, entry.msgid) not in taken]
    by_key = {(piece.entry.context, piece.entry.msgid): piece.entry for piece in pieces}
    for domain, entry in added:
        new = _in_memory(entry, domain)
        number = 1
        while (old := by_key.get((new.context, new.msgid))) and not _same(old, new):
            number += 1
            new = replace(new, context=f"{_label(entry, domain)} ({number})")
        if old is None:
            by_key[new.context, new.msgid] = new
            pieces.append(Piece(new))
    if not pieces:
        return None
    return assemble(memory, pieces, None if memory.header else header)


def _in_memory(entry: Entry, domain: str) -> Entry:
    comments = replace(entry.comments, extracted=(), references=())
    label = _label(entry, domain)
    return replace(entry, context=label, obsolete=False, comments=comments, line=0, span=(0, 0))


def _label(entry: Entry, domain: str) -> str:
    return domain if entry.context is None else f"{domain}: {entry.context}"


def _same(old: Entry, new: Entry) -> bool:
    return (old.msgstr, old.plural, old.fuzzy) == (new.msgstr, new.plural, new.fuzzy)
