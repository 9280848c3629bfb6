"""Containers between colons, as Docusaurus, VitePress and MyST have them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diglot.adopt.rewrite.lines import Block, Inner, Line, fence_at

_OPENING = re.compile(r"\s*(?P<colons>:{3,})\s*[\w{].*")
_CLOSING = re.compile(r"\s*(?P<colons>:{3,})\s*")
_OPTION = re.compile(r"\s*:[\w-]+:")
_DIRECTIVE = re.compile(r"\s*:{3,}\{.*")


def directives(lines: Sequence[Line], start: int, inner: Inner) -> Block | None:
    """``:::{name}`` to ``:::`` stays, with whatever is rewritten in it."""
    first = lines[start]
    last = end_of(lines, start) if _DIRECTIVE.fullmatch(first.text) else None
    if last is None:
        return None
    options = start + 1
    while _OPTION.match(lines[options].text):
        options += 1
    made = inner([line.shifted(first.indent) for line in lines[options:last]])
    indent = " " * first.indent
    body = (Line(line.number, indent + line.text if line.text else "") for line in made.lines)
    return Block(last + 1, (*lines[start:options], *body, lines[last]), made.changes)


def end_of(lines: Sequence[Line], start: int) -> int | None:
    """Return the index of the last line of the container that begins at an index, if there is one.

    A container inside another should have fewer colons; one with as many is found as well, because
    it has a name where a last line has none.
    """
    opened: list[int] = []
    at = start
    while at < len(lines):
        if match := _OPENING.fullmatch(lines[at].text):
            opened.append(len(match["colons"]))
        elif match := _CLOSING.fullmatch(lines[at].text):
            if opened and len(match["colons"]) >= opened[-1]:
                opened.pop()
            if not opened:
                return at
        fence = fence_at(lines, at)
        at = fence.end if fence else at + 1
    return None
