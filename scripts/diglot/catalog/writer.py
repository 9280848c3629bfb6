"""Writes entries in canonical format: what ``msgcat --no-wrap`` writes."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.entry import Entry
from diglot.catalog.previous import keyword, previous_lines, previous_of
from diglot.catalog.references import tokens

_REFERENCES_WIDTH = 80


def entry_text(entry: Entry) -> str:
    """Return an entry as lines that each end with a line feed.

    Every string stands on one line, but for line feeds inside it; comments keep gettext's
    order: translator's, extracted, references, flags, previous source.
    """
    return "".join(f"{line}\n" for line in _lines(entry))


def _lines(entry: Entry) -> Iterator[str]:
    yield from _comment_lines(entry)
    mark = "#~ " if entry.obsolete else ""
    if entry.context is not None:
        yield from (mark + line for line in keyword("msgctxt", entry.context))
    yield from (mark + line for line in keyword("msgid", entry.msgid))
    if entry.plural is None:
        yield from (mark + line for line in keyword("msgstr", entry.translation))
        return
    yield from (mark + line for line in keyword("msgid_plural", entry.plural))
    for number, text in enumerate(entry.msgstr or ("",)):
        yield from (mark + line for line in keyword(f"msgstr[{number}]", text))


def _comment_lines(entry: Entry) -> Iterator[str]:
    comments = entry.comments
    yield from (f"# {line}".rstrip(" ") for line in comments.translator)
    yield from (f"#. {line}".rstrip(" ") for line in comments.extracted)
    yield from _reference_lines(entry)
    yield from flag_lines(entry)
    previous = previous_of(entry)
    mark = "#~| " if entry.obsolete else "#| "
    # Lines that are no previous source are kept as they stand.
    lines = previous_lines(previous) if previous else comments.previous
    yield from (mark + line for line in lines)


def _reference_lines(entry: Entry) -> Iterator[str]:
    # The one kind of line that msgcat breaks even with --no-wrap, by bytes.
    line = "#:"
    for token in tokens(entry):
        if line != "#:" and len(f"{line} {token}".encode()) >= _REFERENCES_WIDTH:
            yield line
            line = "#:"
        line += f" {token}"
    if line != "#:":
        yield line


def flag_lines(entry: Entry) -> Iterator[str]:
    """Yield the lines of an entry's flags, ``fuzzy`` first."""
    sticky = entry.flags.intersection(entry.comments.sticky)
    flags = sorted(entry.flags - sticky, key=lambda flag: (flag != "fuzzy", flag))
    if flags:
        yield "#, " + ", ".join(flags)
    if sticky:
        yield "#= " + ", ".join(sorted(sticky))
