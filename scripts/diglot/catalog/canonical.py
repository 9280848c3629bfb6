"""Brings a whole catalog to canonical format, and proves that nothing else changed."""

from __future__ import annotations

from dataclasses import replace

from diglot.catalog.edit import tail_of
from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.header import with_charset
from diglot.catalog.previous import previous_of
from diglot.catalog.reader import parse_catalog
from diglot.catalog.references import IsSource, located, tokens
from diglot.catalog.writer import entry_text

# Babel takes prose with braces or per cents for format strings; a document holds none.
_GUESSED_FLAGS = frozenset({"python-format", "python-brace-format"})


def canonical(catalog: Catalog, is_source: IsSource) -> bytes:
    """Return a catalog as ``msgcat --no-wrap`` writes it, but without its losses.

    UTF-8, line feeds, one blank line between entries, obsolete entries last, locations
    without lines. Custom flags, comments at the end and every header field stay. Raises
    ValueError where the result does not read back as the same catalog; the caller must then
    leave the file alone.
    """
    header = [with_charset(catalog.header, "utf-8")] if catalog.header else []
    entries = [_tidied(entry, is_source) for entry in _ordered(catalog)]
    parts = [entry_text(entry) for entry in (*header, *entries)]
    parts += [tail + "\n"] if (tail := tail_of(catalog)) else []
    data = "\n".join(parts).encode("utf-8")
    _prove(catalog, data, is_source)
    return data


def _ordered(catalog: Catalog) -> list[Entry]:
    return sorted(catalog.entries, key=lambda entry: entry.obsolete)


def _tidied(entry: Entry, is_source: IsSource) -> Entry:
    comments = replace(entry.comments, references=located(entry, is_source))
    return replace(entry, flags=entry.flags - _GUESSED_FLAGS, comments=comments)


def _prove(catalog: Catalog, data: bytes, is_source: IsSource) -> None:
    written = parse_catalog(data, catalog.path)
    if written.broken:
        raise ValueError(f"it would no longer be readable: {written.problems[0].message}")
    before = [_meaning(_tidied(entry, is_source)) for entry in _ordered(catalog)]
    after = [_meaning(entry) for entry in written.entries]
    for old, new in zip(before, after, strict=False):
        if old != new:
            raise ValueError(f"the message {old[1]!r} would change")
    if len(before) != len(after) or tail_of(written) != tail_of(catalog):
        raise ValueError("messages or comments would be lost")
    if _header_meaning(catalog) != _header_meaning(written):
        raise ValueError("the header would change")


def _header_meaning(catalog: Catalog) -> tuple[object, ...] | None:
    return _meaning(with_charset(catalog.header, "utf-8")) if catalog.header else None


def _meaning(entry: Entry) -> tuple[object, ...]:
    """Return all that an entry says, as values that compare."""
    comments = entry.comments
    previous = previous_of(entry) or comments.previous
    notes = (
        tuple(line.rstrip(" ") for line in comments.translator),
        tuple(line.rstrip(" ") for line in comments.extracted),
        tuple(tokens(entry)),
        frozenset(comments.sticky) & entry.flags,
    )
    # An entry without plural has one form, even where the file leaves the string out.
    forms = entry.msgstr or ("",)
    return (entry.context, entry.msgid, entry.plural, forms, entry.flags, notes, previous,
            entry.obsolete)  # fmt: skip
