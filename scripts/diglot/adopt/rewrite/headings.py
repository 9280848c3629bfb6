"""Headings with ids and classes behind them, which MyST has in lines above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diglot.adopt.rewrite.constructs import Change, Construct
from diglot.adopt.rewrite.lines import Block, Inner, Line

_HEADING = re.compile(r"(?P<text> {0,3}#{1,6}\s.*?)\s*%?\{:?\s*(?P<list>[#.][^{}]*)\}%?\s*")
_TARGET = re.compile(r"#[A-Za-z0-9|@<>*./_+:-]{1,100}")
"""An id that MyST reads as the name of a target."""


def heading(lines: Sequence[Line], start: int, inner: Inner) -> Block | None:
    """``# text {#id .class}``: the id becomes a target, the rest a line of attributes.

    The documentation of Vue and its relatives has set the marks to ``%{#id}%``.
    """
    line = lines[start]
    match = _HEADING.fullmatch(line.text)
    if match is None:
        return None
    words = match["list"].split()
    if any(word.startswith("#") and not _TARGET.fullmatch(word) for word in words):
        return None
    rest = " ".join(word for word in words if not word.startswith("#"))
    indent = " " * line.indent
    above = [f"{indent}({word[1:]})=" for word in words if word.startswith("#")]
    above += [f"{indent}{{{rest}}}"] if rest else []
    gap = [""] if start and not lines[start - 1].blank else []
    text = inner([Line(line.number, match["text"])])
    what = Construct.ATTRIBUTES if rest else Construct.ID
    return Block(
        start + 1,
        (*(Line(line.number, added) for added in [*gap, *above]), *text.lines),
        (Change(line.number, what), *text.changes),
    )
