"""mdBook and GitBook: the list of SUMMARY.md; Docsify: those of _sidebar.md and _navbar.md."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from diglot.adopt.navigation.items import Item, Items
from diglot.adopt.navigation.sources import Sources

_ENTRY = re.compile(
    r"(?P<indent>\s*)(?:[-*+]\s+)?\[(?P<title>(?:[^\[\]]|\[[^\]]*\])*)\]\(<?(?P<link>[^)>\s]*)>?.*\)"
)
_GROUP = re.compile(r"(?P<indent>\s*)[-*+]\s+(?P<title>\S.*)")
_PART = re.compile(r"#{1,6}\s+(?P<title>.+?)\s*#*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKS = re.compile(r"[`*_]+")


@dataclass(slots=True)
class _Open:
    """An entry that still takes others below it."""

    indent: int
    title: str
    page: str = ""
    nearness: int = 0
    below: list[_Open] = field(default_factory=list)

    def closed(self) -> Item:
        below = tuple(item.closed() for item in self.below)
        return Item(self.title, self.page, below, self.nearness)


def summary(sources: Sources) -> Iterator[Items]:
    """Yield what each such list has; a heading in it is a group."""
    for path in sources.files:
        if is_summary(path):
            yield _items(sources, path)


def is_summary(path: str) -> bool:
    """Whether a file is such a list, and no page."""
    return posixpath.basename(path) in ("SUMMARY.md", "_sidebar.md", "_navbar.md")


def _items(sources: Sources, path: str) -> Items:
    part = _Open(-1, "")
    parts, above = [part], [part]
    first = True
    for line in _COMMENT.sub("", sources.text(path)).split("\n"):
        if heading := _PART.fullmatch(line):
            # The first heading is that of the list.
            part = _Open(-1, "" if first else _plain(heading["title"]))
            parts.append(part)
            above, first = [part], False
        elif entry := _ENTRY.match(line) or _GROUP.match(line):
            first = False
            indent = len(entry["indent"].expandtabs(4))
            above = [item for item in above if item.indent < indent] or [part]
            link = entry.groupdict().get("link", "")
            found = sources.find(link, posixpath.dirname(path))
            elsewhere = link if "://" in link else ""
            made = _Open(indent, _plain(entry["title"]), *(found or (elsewhere, 0)))
            above[-1].below.append(made)
            above.append(made)
    closed = [part.closed() for part in parts]
    return tuple(item for part in closed for item in ((part,) if part.title else part.below))


def _plain(title: str) -> str:
    return " ".join(_MARKS.sub("", title).split())
