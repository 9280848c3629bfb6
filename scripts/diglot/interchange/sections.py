"""Which heading each message stands under, found by the source's headings in file order."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from diglot.catalog.entry import Entry

_UNDERLINED = re.compile(r"^(\S.*)\n([!-/:-@\[-`{-~])\2+[ \t]*$", re.MULTILINE)


def headings(text: str, *, markdown: bool) -> frozenset[str]:
    """Return the headings of a document as they stand in its messages."""
    if not markdown:
        return frozenset(match[1].strip() for match in _UNDERLINED.finditer(text))
    tokens = _parser().parse(text)
    return frozenset(
        " ".join(inline.content.split())
        for opening, inline in pairwise(tokens)
        if opening.type == "heading_open"
    )


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").use(front_matter_plugin)


def follow_sections(known: frozenset[str]) -> Callable[[Entry], str]:
    """Return a function that, asked for entries in file order, names the heading over each."""
    current = ""

    def section(entry: Entry) -> str:
        nonlocal current
        if entry.msgid in known:
            current = entry.msgid
            return ""
        return current

    return section
