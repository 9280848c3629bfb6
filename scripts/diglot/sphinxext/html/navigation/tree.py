"""Furo's navigation tree taken apart, so that it can be put together again for any page.

The tree of a page differs from that of any other in its relative links and in what is marked as
current: the entries of the page and everything above them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

MARK = "diglot-nav:"
"""Begins a link in the tree that is taken apart: MARK, the number of a document, a semicolon."""

_END = "</a>"

# What a page can change: the start of a list, of an entry, of a link, and a checkbox.
_PART = re.compile(
    r"(?P<list><ul>)"
    r"|(?P<end></ul>)"
    r'|(?P<entry><li class="toctree-l\d+(?: has-children)?">)'
    r"|(?P<close></li>)"
    rf'|(?P<link><a class="reference internal" href="{MARK}(?P<number>\d+);(?P<anchor>[^"]*)">)'
    r'|(?P<box><input aria-label="[^"]*" class="toctree-checkbox")'
)


@dataclass(slots=True)
class _Entry:
    """One entry: where its parts are, and the entry it lies in."""

    start: int
    around: tuple[int, ...]
    parent: _Entry | None
    link: int | None = None
    box: int | None = None


@dataclass(slots=True)
class _Link:
    part: int
    number: int
    anchor: str
    entry: _Entry


@dataclass(slots=True)
class NavigationTree:
    """A tree whose links are marked; `relative` makes the address of a document for a page."""

    parts: list[str] = field(default_factory=list)
    links: list[_Link] = field(default_factory=list)
    _folder: str | None = None
    _linked: list[str] = field(default_factory=list)

    @classmethod
    def parse(cls, html: str) -> NavigationTree:
        """Take a tree apart; ValueError if it is not built as Furo builds it."""
        tree = cls()
        tree._read(html)
        return tree

    def titles(self) -> dict[int, str]:
        """Return the title of each document, as HTML, by its number."""
        found: dict[int, str] = {}
        for link in self.links:
            title, end, _rest = self.parts[link.part + 1].partition(_END)
            if not end or "<a " in title:
                raise ValueError("the tree has a title that is built otherwise")
            found.setdefault(link.number, title)
        return found

    def retitle(self, titles: Mapping[int, str]) -> None:
        """Give some documents other titles, as HTML, by their numbers."""
        for link in self.links:
            if link.number in titles and not link.anchor:
                _title, end, rest = self.parts[link.part + 1].partition(_END)
                self.parts[link.part + 1] = f"{titles[link.number]}{end}{rest}"
        self._folder = None

    def render(self, page: int | None, address: str, relative: Callable[[int], str]) -> str:
        """Return the tree for a page at `address`; `page` is its number, if it has one.

        `relative(number)` is the address of a document as seen from the page.
        """
        folder, _slash, name = address.rpartition("/")
        # Pages are written in order of their names, so the last folder is the one to remember.
        if folder != self._folder:
            self._folder, self._linked = folder, self._link_all(name, relative)
        parts = self._linked.copy()
        last: _Entry | None = None
        for link in self.links:
            if link.number != page:
                continue
            parts[link.part] = _link(relative(link.number) + link.anchor)
            if not link.anchor:
                parts[link.part] = parts[link.part].replace('"', '"current ', 1)
                _mark_path(parts, link.entry)
                last = link.entry if last is None or link.entry.start > last.start else last
        if last is not None:
            parts[last.start] = parts[last.start][:-2] + ' current-page">'
        return "".join(parts)

    def _link_all(self, name: str, relative: Callable[[int], str]) -> list[str]:
        parts = self.parts.copy()
        for link in self.links:
            # The address of the page itself is empty, but not for its neighbours.
            parts[link.part] = _link((relative(link.number) or name) + link.anchor)
        return parts

    def _read(self, html: str) -> None:
        done = 0
        entry: _Entry | None = None
        lists: list[int] = []
        for match in _PART.finditer(html):
            self.parts += [html[done : match.start()], match.group()]
            at, done = len(self.parts) - 1, match.end()
            kind = match.lastgroup if match.lastgroup != "anchor" else "link"
            if kind == "list":
                lists.append(at)
            elif kind == "end":
                if not lists:
                    raise ValueError("the tree has a list that begins otherwise")
                lists.pop()
            elif kind == "entry":
                entry = _Entry(at, tuple(lists), entry)
            elif entry is None:
                raise ValueError("the tree has a part outside its entries")
            elif kind == "close":
                entry = entry.parent
            elif kind == "box":
                entry.box = at
            else:
                link = _Link(at, int(match["number"]), match["anchor"], entry)
                self.links.append(link)
        self.parts.append(html[done:])


def _link(address: str) -> str:
    return f'<a class="reference internal" href="{address or "#"}">'


def _mark_path(parts: list[str], entry: _Entry | None) -> None:
    """Mark an entry and everything above it as current, once."""
    while entry is not None:
        if " current" not in parts[entry.start]:
            head, digits, rest = re.split(r"(toctree-l\d+)", parts[entry.start], maxsplit=1)
            parts[entry.start] = f"{head}{digits} current{rest}"
        if entry.box is not None and " checked" not in parts[entry.box]:
            parts[entry.box] = parts[entry.box].replace(" class=", ' checked="" class=')
        for at in entry.around:
            parts[at] = '<ul class="current">'
        entry = entry.parent
