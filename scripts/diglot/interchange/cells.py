"""The cells of a review sheet: its columns, the names of states, and what a cell can hold."""

from __future__ import annotations

import re

from diglot.catalog.entry import State

LONGEST = 32_767
"""UTF-16 code units in a cell; Excel cuts longer texts. Source: its specifications and limits."""

COLUMNS = {
    "document": 22,
    "line": 7,
    "context": 20,
    "source": 50,
    "target": 50,
    "state": 14,
    "comment": 30,
    "new target": 50,
    "id": 4,
    "version": 4,
}
"""The columns in order, with their widths in characters."""

OPEN = ("state", "comment", "new target")
HIDDEN = ("id", "version")
"""The columns that a reviewer may edit, and those that are for us alone."""

STATES = {
    State.TRANSLATED: "translated",
    State.FUZZY: "needs review",
    State.UNTRANSLATED: "untranslated",
}
# Characters that the format cannot hold, and texts that look like its escapes of them.
# Source: ECMA-376, part 1, 22.9.2.19, ST_Xstring.
_ESCAPES = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """Return `text` as a cell holds it."""
    return _ESCAPES.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def size(text: str) -> int:
    """Return how much of `LONGEST` a text takes: its UTF-16 code units."""
    return len(escaped(text).encode("utf-16-le")) // 2


def unescaped(text: str) -> str:
    """Return what the text of a cell means: the inverse of `escaped`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
