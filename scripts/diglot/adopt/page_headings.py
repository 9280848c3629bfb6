"""Headings of a page in Markdown, and a page put below one title.

Sphinx knows a page by its heading, and lists all of them where there are several at the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

_FRONT = re.compile(r"\A---\n.*?\n---(?:\n|\Z)", re.DOTALL)
_DEEPEST = 6


class Heading(NamedTuple):
    """A heading: its lines, from the first to behind the last, its level and its text."""

    start: int
    end: int
    level: int
    text: str


def without_front_matter(text: str) -> str:
    """Return what follows the front matter of a page."""
    return _FRONT.sub("", text)


def headings_of(body: str) -> Iterator[Heading]:
    """Yield the headings of a page without front matter, but for those inside other blocks.

    A line of a formula that is an equals sign alone underlines nothing.
    """
    parser = MarkdownIt("commonmark").use(dollarmath_plugin).use(amsmath_plugin)
    tokens = parser.parse(body)
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            text = " ".join(tokens[number + 1].content.split("\n"))
            start, end = token.map
            yield Heading(start, end, int(token.tag[1:]), text)


def put_below(text: str, title: str, line: str) -> str:
    """Return a page below a title, whose `line` is added unless the page begins with it.

    The other headings are below it, from the second level on; what is so already stays.
    """
    body = without_front_matter(text)
    lines, headings = body.split("\n"), list(headings_of(body))
    has_title = bool(headings) and headings[0].level == 1 and headings[0].text == title
    others = headings[1:] if has_title else headings
    down = 2 - min((found.level for found in others), default=2)
    if has_title:
        tops = (number for number, found in enumerate(others) if found.level == 1)
        others = others[next(tops, len(others)) :]
    for found in reversed(others):
        marks = "#" * min(found.level + down, _DEEPEST)
        # What only made room, `# &nbsp;`, would be an empty line in contents.
        is_blank = not unescape(found.text).strip()
        lines[found.start : found.end] = [] if is_blank else [f"{marks} {found.text}"]
    above = [] if has_title else [line, ""]
    return text[: len(text) - len(body)] + "\n".join([*above, *lines])


def with_one_title(text: str) -> str:
    """Return a page whose first heading is its title where it has more of that level."""
    body = without_front_matter(text)
    headings = list(headings_of(body))
    tops = [found for found in headings if found.level == 1]
    if len(tops) < 2 or tops[0] != headings[0] or "<h1" in body or not tops[0].text.strip():
        return text
    return put_below(text, tops[0].text, "")
