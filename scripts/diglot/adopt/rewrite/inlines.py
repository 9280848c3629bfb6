"""Markup inside lines: patterns that leave codes, addresses and tags alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from diglot.adopt.rewrite.constructs import Change, Construct
from diglot.adopt.rewrite.lines import Line

HIDDEN = "\x00"
"""Stands for what is hidden from patterns; no text that can be printed has it."""
_LITERAL = re.compile(
    r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)"  # code
    r"|(?<=\])\([^()\s]*\)"  # the address of a link
    r"|<(?:[a-z][^<>]*|/[a-z][^<>]*|!--.*?--)>"  # tags, addresses, comments
    r"|https?://[^\s)]+"
)


@dataclass(frozen=True, slots=True)
class Inline:
    """A pattern inside a line, and what `re.sub` puts in the place of what matches."""

    what: Construct
    pattern: str
    replacement: str | Callable[[re.Match[str]], str]


def hidden(text: str) -> str:
    """Return a line in which each code, address and tag is one sign."""
    return _LITERAL.sub(HIDDEN, text)


def rewritten(line: Line, inlines: Iterable[Inline]) -> tuple[Line, list[Change]]:
    """Return a line with all patterns applied outside of codes, addresses and tags."""
    if HIDDEN in line.text:
        return line, []
    text, changes = hidden(line.text), []
    for inline in inlines:
        text, count = re.subn(inline.pattern, inline.replacement, text)
        changes += [Change(line.number, inline.what)] * bool(count)
    if not changes:
        return line, []
    literals = [match[0] for match in _LITERAL.finditer(line.text)]
    return Line(line.number, _shown(text, literals)), changes


def _shown(text: str, literals: Sequence[str]) -> str:
    waiting = iter(literals)

    def show(_match: re.Match[str]) -> str:
        return next(waiting)

    return re.sub(HIDDEN, show, text)
