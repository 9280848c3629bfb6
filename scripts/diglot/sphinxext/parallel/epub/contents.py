"""The contents of a book in both languages: each entry's two titles under one address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from diglot.core.language import Language
from diglot.sphinxext.epub.contents import Entry
from diglot.sphinxext.parallel.align import Key, align
from diglot.sphinxext.parallel.interleave import Side
from diglot.sphinxext.parallel.pages.sides import bilingual_title

_TAG = re.compile(r"<[^>]+>")


def in_both(
    source: Sequence[Entry],
    target: Sequence[Entry],
    languages: Mapping[Side, Language],
    alone: Set[str] = frozenset(),
) -> Iterator[Entry]:
    """Yield the entries of both languages, each once, its text with two sides.

    Entries of the same level and page belong together. An entry that only the target has is kept
    if it lies on a page of the source's, or on one of those that are in the book in the target
    `alone`, as the contents name them.
    """
    pages = {*map(_page, source), *alone}
    partner_entries = [entry for entry in target if _page(entry) in pages]
    level = 0
    for a, b in align(list(map(_key, source)), list(map(_key, partner_entries))):
        titles = {}
        if b is not None:
            entry = partner_entries[b]
            titles[Side.TARGET] = entry["text"]
        if a is not None:
            entry = source[a]
            titles = {Side.SOURCE: entry["text"], **titles}
        # No entry is more than one level below the one before it.
        level = min(entry["level"], level + 1)
        yield {**entry, "level": level, "text": bilingual_title(titles, languages)}


def plain(entry: Entry) -> Entry:
    """Return an entry whose text has no elements in it, for contents that allow none."""
    return {**entry, "text": _TAG.sub("", entry["text"])}


def _key(entry: Entry) -> Key:
    return Key(f"{entry['level']} {_page(entry)}")


def _page(entry: Entry) -> str:
    return str(entry["refuri"]).partition("#")[0]
