"""Marks that lead from a line of a Typst source back to the line of the document it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diglot.typeset.markup import NOTHING, Markup

_MARK = re.compile(r"^// from (?P<path>.+?):(?P<line>\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in a document: `path` as it was marked, `line` from 1."""

    path: str
    line: int


def marked(block: Markup, path: str | None, line: int | None) -> Markup:
    """Return `block` under a mark of its origin, or as it is where that is not known."""
    if block == NOTHING or not path or not line:
        return block
    name = path.replace("\n", " ").replace("\r", " ")
    return Markup(f"\n// from {name}:{line}\n{block}")


def without_marks(text: str) -> str:
    """Return a Typst source without the marks in it, which name files."""
    return _MARK.sub("", text)


def origin(source: Path, line: int) -> Origin | None:
    """Return where line `line` (from 1) of a Typst source came from, or None."""
    try:
        lines = source.read_text("utf-8").split("\n")
    except OSError:
        return None
    for text in reversed(lines[:line]):
        match = _MARK.match(text)
        if match:
            return Origin(match["path"], int(match["line"]))
    return None


def origins_of(text: str, source: Path) -> Iterator[Origin]:
    """Yield the origins of the lines of a Typst source that hold `text`, each once."""
    seen: set[Origin] = set()
    here: Origin | None = None
    for line in source.read_text("utf-8").split("\n"):
        match = _MARK.match(line)
        if match:
            here = Origin(match["path"], int(match["line"]))
        elif text in line and here and here not in seen:
            seen.add(here)
            yield here
