"""Whether every translation that was in a folder of catalogs is in it still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.rejected import framed
from diglot.catalog.strings import escape


def lost(before: Iterable[Catalog], after: Iterable[Catalog]) -> Iterator[tuple[Catalog, Entry]]:
    """Yield the entries whose translations are nowhere any more: in no entry and no comment."""
    now = list(after)
    translations = {text for catalog in now for entry in catalog.entries for text in entry.msgstr}
    written = "\n".join(catalog.data.decode(catalog.charset, "replace") for catalog in now)
    for catalog in before:
        for entry in catalog.entries:
            # A repair may take a line feed from an end, which is no part of what is said.
            msgstr = framed(entry).msgstr
            missing = (text for text in msgstr if text and text not in translations)
            if any(escape(text) not in written for text in missing):
                yield catalog, entry
