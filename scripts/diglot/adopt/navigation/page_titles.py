"""Pages without one heading at the top, which get the title that navigation calls them by.

Docsify shows it in the sidebar alone. Sphinx knows a page by its heading, and lists all of them
where there are several at the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from html import unescape
from typing import NamedTuple

from markdown_it import MarkdownIt

from diglot.adopt.navigation.items import Items, Titles, key_of

_FRONT = re.compile(r"\A---\n.*?\n---(?:\n|\Z)", re.DOTALL)
_MARKUP = re.compile(r"([\\`*_<\[{$])")
_DEEPEST = 6

Pages = MutableMapping[str, str]
"""The texts of a tree by their paths."""


class _Heading(NamedTuple):
    """A heading: its lines, from the first to behind the last, its level and its text."""

    start: int
    end: int
    level: int
    text: str


def heading(title: str) -> str:
    """Return the line that makes plain text the heading of a page."""
    return "# " + _MARKUP.sub(r"\\\1", title)


def add_titles(source: Pages, target: Pages, items: Items, titles: Titles, depth: int = 0) -> None:
    """Put titles above pages of the source that have none of their own, in both trees."""
    for item in items:
        theirs = titles.get((key_of(item), depth), item.title)
        add_title(source, target, item.page, (item.title, theirs))
        add_titles(source, target, item.below, titles, depth + 1)


def add_title(source: Pages, target: Pages, page: str, titles: tuple[str, str]) -> None:
    """Put a title, in both languages, above a page that has none of its own in the source."""
    ours, theirs = titles
    if ours and page.endswith(".md") and _wants(source, page, ours):
        source[page] = _titled(source[page], ours)
        if page in target:
            target[page] = _titled(target[page], theirs)


def _wants(pages: Pages, page: str, title: str) -> bool:
    if page not in pages or "<h1" in pages[page]:
        return False
    headings = list(_headings(_FRONT.sub("", pages[page])))
    tops = sum(found.level == 1 for found in headings)
    return tops > 1 or (not tops and title not in (found.text for found in headings[:1]))


def _titled(text: str, title: str) -> str:
    """Return a page with a title, and its headings below it, from the second level on."""
    body = _FRONT.sub("", text)
    lines, headings = body.split("\n"), list(_headings(body))
    has_title = bool(headings) and headings[0].level == 1 and headings[0].text == title
    down = 2 - min((found.level for found in headings), default=2)
    for found in reversed(headings[1:] if has_title else headings):
        marks = "#" * min(found.level + down, _DEEPEST)
        # What only made room, `# &nbsp;`, would be an empty line in contents.
        is_blank = not unescape(found.text).strip()
        lines[found.start : found.end] = [] if is_blank else [f"{marks} {found.text}"]
    above = [] if has_title else [heading(title), ""]
    return text[: len(text) - len(body)] + "\n".join([*above, *lines])


def _headings(body: str) -> Iterator[_Heading]:
    tokens = MarkdownIt("commonmark").parse(body)
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            text = " ".join(tokens[number + 1].content.split("\n"))
            start, end = token.map
            yield _Heading(start, end, int(token.tag[1:]), text)
