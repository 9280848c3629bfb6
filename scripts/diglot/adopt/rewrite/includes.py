"""Includes: other files, or parts of them, as pages or as code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from diglot.adopt.rewrite.lines import Line

Marks = tuple[str, str]
"""What stands in a file before and behind a part that has a name, with the field ``name``."""
_RANGE = re.compile(r"(?P<first>\d*)(?P<colon>[:,]?)(?P<last>\d*)")


def include(line: Line, path: str, part: str, marks: Marks) -> tuple[Line, ...]:
    """Return the directive that includes text of a file at the place of a line.

    `part` is empty, ``first:last`` by lines, or a name.
    """
    options = []
    if lines := _lines(part):
        first, last = lines
        options += [f":start-line: {first - 1}"] if first else []
        options += [f":end-line: {last}"] if last else []
    elif part:
        options += _between(part, marks)
    return _directive(line, f"{{include}} {path}", options)


def literal_include(
    line: Line,
    path: str,
    part: str,
    marks: Marks,
    language: str = "",
    more: Sequence[str] = (),
) -> tuple[Line, ...]:
    """Return the directive that shows code of a file, as for `include`; `more` are options.

    Without a `language`, the end of the path names it.
    """
    language = language or PurePosixPath(path).suffix.removeprefix(".")
    options = [f":language: {language}"] if language else []
    if lines := _lines(part):
        first, last = lines
        options.append(f":lines: {first or 1}-{last or ''}")
    elif part:
        options += _between(part, marks)
    return _directive(line, f"{{literalinclude}} {path}", [*options, *more])


def _lines(part: str) -> tuple[int, int] | None:
    """Return the first and the last line of a part, 0 where there is none; None for a name."""
    match = _RANGE.fullmatch(part)
    if match is None or not part:
        return None
    first, last = int(match["first"] or 0), int(match["last"] or 0)
    return (first, last) if match["colon"] else (first, first)


def _between(name: str, marks: Marks) -> list[str]:
    before, behind = (mark.format(name=name) for mark in marks)
    return [f':start-after: "{before}"', f':end-before: "{behind}"']


def _directive(line: Line, head: str, options: Sequence[str]) -> tuple[Line, ...]:
    indent = " " * line.indent
    return tuple(Line(line.number, indent + text) for text in (f"```{head}", *options, "```"))


def scalar(text: str) -> str:
    """Return a text as an option's value; quoted where YAML would read it otherwise."""
    if re.fullmatch(r"[\w./][\w./ -]*", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
