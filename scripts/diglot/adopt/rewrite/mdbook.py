"""mdBook: includes, and attributes of code."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diglot.adopt.rewrite.code import code_rule
from diglot.adopt.rewrite.constructs import Change, Construct
from diglot.adopt.rewrite.headings import heading
from diglot.adopt.rewrite.includes import include, literal_include
from diglot.adopt.rewrite.lines import Block, Inner, Line

_MARKS = ("ANCHOR: {name}", "ANCHOR_END: {name}")
_DIRECTIVE = re.compile(
    r"\{\{\s*#(?P<name>include|rustdoc_include|playground|playpen)\s+"
    r"(?P<path>[^\s:}]+):?(?P<part>[^\s}]*)[^}]*\}\}"
)


def includes(lines: Sequence[Line], start: int, _inner: Inner) -> Block | None:
    """``{{#include file:first:last}}`` and ``{{#playground file}}`` on a line of their own."""
    line = lines[start]
    match = _DIRECTIVE.fullmatch(line.text.strip())
    if match is None:
        return None
    change = Change(line.number, Construct.INCLUDE)
    if match["name"].startswith("play"):
        made = literal_include(line, match["path"], match["part"], _MARKS, "rust")
    else:
        made = include(line, match["path"], match["part"], _MARKS)
    return Block(start + 1, made, (change,))


BLOCKS = (code_rule(_DIRECTIVE, "", _MARKS), includes, heading)
UNKNOWN = (r"\{\{[#%].*?\}\}",)
"""What is left of mdBook's directives, and of those of its preprocessors."""
