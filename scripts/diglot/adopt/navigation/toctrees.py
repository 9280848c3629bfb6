"""Toctrees: what navigation becomes in the pages of both trees."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from diglot.adopt.navigation.items import Item, Items, Titles, key_of, pages_of
from diglot.adopt.navigation.page_titles import Pages, heading
from diglot.adopt.page_headings import without_front_matter

_BODY = re.compile(r"^(?!#|%|\s*$)", re.MULTILINE)
"""Begins a line that readers see, besides headings of Markdown."""
_HEADING = re.compile(r"(?m)^#\s+(?P<title>.+?)\s*#*\s*$")


class Toctrees:
    """Writes toctrees into two trees, whose first page is `first`.

    What entries are called in the target, `titles` say; the others keep the source's titles.
    `pairs` are the titles that were written and differ, by page and source's title: those of the
    target cannot always be read back, since a page may be missing there, and its toctree says
    twice what the source has two words for.
    """

    def __init__(self, source: Pages, target: Pages, first: str, titles: Titles) -> None:
        self._source, self._target, self._first, self._titles = source, target, first, titles
        self.pairs: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._bare = {
            page for page, text in source.items() if not _BODY.search(without_front_matter(text))
        }
        """Pages that are nothing but a title: readers would not see anything on them."""

    def write(self, items: Items) -> None:
        """Let the first page lead to `items`, and these to what is below them.

        Groups at the top become captions, those below them pages of their own.
        """
        items = tuple(_with_first_pages(items, self._first))
        listed = {self._first, *pages_of(items)}
        left = [Item("", page) for page in sorted(self._source) if page not in listed]
        below = [item for item in items if item.page != self._first]
        own = [item for first in items if first.page == self._first for item in first.below]
        for is_group, run in groupby([*own, *below], lambda item: not item.page):
            for entries in [[entry] for entry in run] if is_group else [list(run)]:
                self._lead(self._first, entries, 0)
        self._put(self._first, left, 0, None)

    def _lead(self, page: str, entries: Sequence[Item], depth: int) -> None:
        group = entries[0] if not entries[0].page else None
        if group is None:
            self._put(page, entries, depth, None)
        else:
            self._put(page, group.below, depth + 1, group)

    def _put(self, page: str, entries: Sequence[Item], depth: int, group: Item | None) -> None:
        """Put a toctree into a page, and others into the pages that it lists."""
        listed = [self._page_of(entry, depth) for entry in entries]
        for tree, own in ((self._source, True), (self._target, False)):
            if page in tree and listed:
                caption = self._link_text(page, group, depth - 1, own=own) if group else ""
                lines = [self._line(entry, page, depth, own=own) for entry in listed]
                made = _toctree(page, caption, lines, is_seen=page in self._bare)
                tree[page] = f"{tree[page].rstrip()}\n{made}"
        for entry in listed:
            if entry.below and entry.page in self._source:
                self._put(entry.page, entry.below, depth + 1, None)

    def _page_of(self, entry: Item, depth: int) -> Item:
        """Return an entry with a page: one with a heading is made for a group."""
        if entry.page:
            return entry
        pages = [page for page in pages_of(entry.below) if "://" not in page]
        page = self._free(posixpath.commonpath(list(map(posixpath.dirname, pages)) or [""]))
        for tree, own in ((self._source, True), (self._target, False)):
            tree[page] = f"{heading(self._title(entry, depth, own=own))}\n"
        self._bare.add(page)
        return Item("", page, entry.below)

    def _free(self, folder: str) -> str:
        names = ["index", "section", *(f"section-{number}" for number in range(2, 1000))]
        paths = (posixpath.join(folder, name) for name in names)
        return next(
            f"{path}.md"
            for path in paths
            if f"{path}.md" not in self._source and f"{path}.rst" not in self._source
        )

    def _title(self, entry: Item, depth: int, *, own: bool) -> str:
        theirs = self._titles.get((key_of(entry), depth), "")
        return entry.title if own else theirs or entry.title

    def _link_text(self, page: str, entry: Item, depth: int, *, own: bool) -> str:
        """Return what an entry is called in the toctree of a page, and note its translation."""
        ours, theirs = (self._title(entry, depth, own=side) for side in (True, False))
        if theirs != ours:
            self.pairs[page].setdefault(ours, theirs)
        return ours if own else theirs

    def _line(self, entry: Item, page: str, depth: int, *, own: bool) -> str:
        """Return a line of the toctree in `page`; what the entry's page is called goes unsaid."""
        if "://" in entry.page:
            return f"{self._link_text(page, entry, depth, own=own)} <{entry.page}>"
        name = PurePosixPath(entry.page).with_suffix("").as_posix()
        # No toctree lists its own page by name.
        is_own = entry.page == page
        path = "self" if is_own else posixpath.relpath(name, posixpath.dirname(page) or ".")
        if not entry.title or self._is_its_heading(entry, depth):
            return path
        return f"{self._link_text(page, entry, depth, own=own)} <{path}>"

    def _is_its_heading(self, entry: Item, depth: int) -> bool:
        """Whether the headings of a page say what it is called, in both languages."""
        theirs = self._titles.get((key_of(entry), depth), "")
        return entry.title == _heading(self._source.get(entry.page, "")) and (
            not theirs or theirs == _heading(self._target.get(entry.page, f"# {theirs}"))
        )


def _with_first_pages(items: Iterable[Item], first: str) -> Iterator[Item]:
    """Yield items whose groups below the top begin with the first page of their folder."""
    for item in items:
        below = tuple(_with_first_pages(item.below, ""))
        needs_page = not item.page and (not first or not item.title)
        opening = below[0] if below else Item()
        if needs_page and opening.page and _is_first(opening.page) and not opening.below:
            yield Item(item.title or opening.title, opening.page, below[1:])
        elif not item.page and not item.title:
            yield from below
        else:
            yield Item(item.title, item.page, below)


def _is_first(page: str) -> bool:
    return PurePosixPath(page).stem == "index"


def _heading(text: str) -> str:
    match = _HEADING.search(text)
    return match["title"] if match else ""


def _toctree(page: str, caption: str, lines: Iterable[str], *, is_seen: bool) -> str:
    """Return a toctree; in a page that has a text of its own, only the navigation shows it."""
    options = [
        ":maxdepth: 1" if is_seen else ":hidden:",
        *([f":caption: {caption}"] if caption else []),
    ]
    if page.endswith(".rst"):
        body = "".join(f"   {line}\n" if line else "\n" for line in [*options, "", *lines])
        return f"\n.. toctree::\n{body}"
    return "\n".join(["", "```{toctree}", *options, "", *lines, "```", ""])
