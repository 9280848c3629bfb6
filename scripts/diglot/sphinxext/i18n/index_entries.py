"""One entry for a word that begins with a capital in one place and not in another.

A message has one translation in a document, whether it is a heading, a term or an index entry, so
that a word may come into the index as Catalogs from one page and as catalogs from another. It
stands there without the capital, as in the indexes of books, if it is written so anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from sphinx.application import Sphinx

Links = list[tuple[Any, Any]]
"""Where an entry leads: whether that is the main place, and the address."""
Entry = tuple[str, tuple[Links, list[tuple[str, Links]], str | None]]
"""An entry as Sphinx's adapter makes it: its name; its links, its sub-entries and its letter."""
Groups = list[tuple[str, list[Entry]]]
"""The entries of an index under their letters."""

# A capital at the beginning of a word. Names of code are as they are: GPU, --V, C, Path (class).
_CAPITAL = re.compile(r"[^\W\d_a-z][^\W\d_A-Z][^()]*")
_ENTRIES, _COUNTS = "genindexentries", "genindexcounts"


def register(app: Sphinx) -> None:
    """Complete the index of sites and EPUBs, before the parallel site takes it."""
    app.connect("html-page-context", _complete, priority=400)


def in_one_spelling(groups: Groups) -> Groups:
    """Return an index in which words that differ in their first letter's case are one entry."""
    entries = [entry for _letter, group in groups for entry in group]
    subs = (sub for _name, (_links, inner, _key) in entries for sub, _sub_links in inner)
    spelled = _spellings([*(name for name, _content in entries), *subs])
    return [(letter, _merged(group, spelled)) for letter, group in groups]


def _merged(entries: list[Entry], spelled: Mapping[str, str]) -> list[Entry]:
    merged: dict[str, Entry] = {}
    for name, (links, subs, key) in entries:
        if spelled[name] not in merged:
            merged[spelled[name]] = (spelled[name], ([], [], key))
        _name, (all_links, all_subs, _key) = merged[spelled[name]]
        all_links += links
        all_subs += subs
    return [
        (name, (_in_order(links), _merged_subs(subs, spelled), key))
        for name, (links, subs, key) in merged.values()
    ]


def _merged_subs(
    subs: list[tuple[str, Links]], spelled: Mapping[str, str]
) -> list[tuple[str, Links]]:
    merged: dict[str, Links] = {}
    for name, links in subs:
        merged.setdefault(spelled[name], []).extend(links)
    return [(name, _in_order(merged[name])) for name in sorted(merged, key=_sub_key)]


def _spellings(names: Iterable[str]) -> dict[str, str]:
    """Return how each name is spelled: as it is, or without its capital if that is there, too."""
    found = set(names)
    small = {name: name[:1].lower() + name[1:] for name in found if _CAPITAL.fullmatch(name)}
    return {name: small[name] if small.get(name) in found else name for name in found}


def _in_order(links: Links) -> Links:
    """Put main places first, then by address, each once, as Sphinx does."""
    return sorted(dict.fromkeys(links), key=lambda link: (not link[0], str(link[1])))


def _sub_key(name: str) -> tuple[bool, str]:
    """Return the key by which Sphinx orders sub-entries: signs, then letters.

    Source: sphinx.environment.adapters.indexentries.
    """
    key = unicodedata.normalize("NFD", name.lower()).removeprefix("\N{RIGHT-TO-LEFT MARK}")
    return (key[:1].isalpha() or key.startswith("_"), key)


def _complete(
    _app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if _ENTRIES not in context:
        return
    context[_ENTRIES] = groups = in_one_spelling(context[_ENTRIES])
    if _COUNTS in context:
        context[_COUNTS] = list(map(_count, groups))
    if "entries" in context:  # a page of one letter
        context["entries"] = dict(groups)[context["key"]]
        context["count"] = _count((context["key"], context["entries"]))


def _count(group: tuple[str, list[Entry]]) -> int:
    """Return how many lines a letter takes, by which templates make columns."""
    return sum(1 + len(subs) for _name, (_links, subs, _key) in group[1])
