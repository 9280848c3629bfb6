"""Pages as lines: which are code, how far they are indented, and what takes their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from diglot.adopt.rewrite.constructs import Change

_FENCE = re.compile(
    r"(?P<before>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*)(?P<marks>`{3,}|~{3,})(?P<info>.*)"
)
_ITEM = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s|\[\^|:\s)")
"""Begins what may go on in indented lines: an item of a list, a footnote, a definition."""
_WIDTH = 4
"""The columns of a tab, as in CommonMark; also what makes indented lines code."""


class Line(NamedTuple):
    """A line, and its number in the file that came in."""

    number: int
    text: str

    @property
    def indent(self) -> int:
        """The columns before the first sign."""
        return len(self._lead)

    @property
    def blank(self) -> bool:
        """Whether nothing is there to be seen."""
        return not self.text.strip()

    @property
    def _lead(self) -> str:
        return self.text[: len(self.text) - len(self.text.lstrip(" \t"))].expandtabs(_WIDTH)

    def shifted(self, columns: int) -> Line:
        """Return the line with so many columns less before it, or as many as there are."""
        return Line(self.number, self._lead[columns:] + self.text.lstrip(" \t"))


class Fence(NamedTuple):
    """A code block, its first line taken apart; `end` is the index after its last line."""

    before: str
    marks: str
    info: str
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in the place of the lines before index `end`."""

    end: int
    lines: tuple[Line, ...]
    changes: tuple[Change, ...] = ()


Inner = Callable[[Sequence[Line]], Block]
"""Rewrites the lines inside a block."""
Rule = Callable[[Sequence[Line], int, Inner], Block | None]
"""Rewrites the block that begins at an index, if it is of the rule's kind."""


def fence_at(lines: Sequence[Line], start: int) -> Fence | None:
    """Return the code block that begins at an index; without a last line it goes to the end."""
    text = lines[start].text
    match = _FENCE.fullmatch(text) if "```" in text or "~~~" in text else None
    if match is None or (match["marks"][0] == "`" and "`" in match["info"]):
        return None
    marks = match["marks"]
    last = re.compile(rf"[ \t>]*{marks[0]}{{{len(marks)},}}[ \t]*")
    after = (at + 1 for at in range(start + 1, len(lines)) if last.fullmatch(lines[at].text))
    return Fence(match["before"], marks, match["info"].strip(), next(after, len(lines)))


def indented_code(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indexes of lines that are code because they are indented, outside of lists."""
    found: set[int] = set()
    in_list, after_gap, index = False, True, 0
    while index < len(lines):
        line, fence = lines[index], fence_at(lines, index)
        if line.blank:
            after_gap = True
        elif line.indent >= _WIDTH and not in_list and (after_gap or index - 1 in found):
            found.add(index)
            fence = None
        else:
            ends = line.indent == 0 and (after_gap or line.text.startswith("#"))
            in_list = bool(_ITEM.match(line.text)) or (in_list and not ends)
            after_gap = False
        index = fence.end if fence else index + 1
    return frozenset(found)


def indented(lines: Sequence[Line], start: int, columns: int) -> int:
    """Return the index after the lines from `start` that are indented so far, or blank between."""
    end = index = start
    while index < len(lines) and (lines[index].blank or lines[index].indent >= columns):
        index += 1
        if not lines[index - 1].blank:
            end = index
    return end


def dedented(lines: Iterable[Line]) -> list[Line]:
    """Return the lines without the indentation that all of them have."""
    given = list(lines)
    columns = min((line.indent for line in given if not line.blank), default=0)
    return [line.shifted(columns) for line in given] if columns else given


def stripped(lines: Iterable[Line]) -> list[Line]:
    """Return the lines without blank ones at both ends."""
    given = list(lines)
    while given and given[-1].blank:
        given.pop()
    while given and given[0].blank:
        del given[0]
    return given


def directive(
    number: int, indent: int, head: Sequence[str], body: Iterable[Line]
) -> tuple[Line, ...]:
    """Return a directive between colons, of which it has more than any directive inside.

    `head` is ``{name} argument`` with a line for each option.
    """
    content = stripped(body)
    inner = (re.match(r"\s*(:{3,})\{", line.text) for line in content)
    colons = ":" * max([3, *(len(match[1]) + 1 for match in inner if match)])
    first = content[0].text.lstrip() if content else ""
    # Without a blank line, MyST reads lines of colons and hyphens as options; older releases, after
    # an option, even the beginning of a directive.
    begins = first.startswith(":::") and len(head) == 1
    is_option = first.startswith((":", "---")) and not begins
    gap = [Line(number, "")] if is_option else []
    top = [Line(number, text) for text in (colons + head[0], *head[1:])]
    last = Line(content[-1].number if content else number, colons)
    return tuple(
        Line(line.number, " " * indent + line.text if line.text else "")
        for line in (*top, *gap, *content, last)
    )
