"""What Typst reports as one text, in parts."""

from __future__ import annotations

import re

_ITEM = re.compile(r"^(?P<kind>error|warning|help): (?P<message>.*)$", re.MULTILINE)
_CODE = re.compile(r"\\u\{(?P<code>[0-9a-f]+)\}")


def unescaped(text: str) -> str:
    """Return a character as it is: Typst writes the unusual ones as ``\\u{…}``."""
    return _CODE.sub(lambda match: chr(int(match["code"], 16)), text)


def items_of(diagnostic: str) -> list[tuple[str, str, str]]:
    """Return the (kind, message, whole text) of each message of a report.

    A "help" is the way to the error before it, so its places belong to that error.
    """
    items: list[tuple[str, str, str]] = []
    marks = list(_ITEM.finditer(diagnostic))
    ends = [mark.start() for mark in marks[1:]] + [len(diagnostic)]
    for mark, end in zip(marks, ends, strict=True):
        text = diagnostic[mark.start() : end]
        if mark["kind"] == "help" and items:
            kind, message, before = items[-1]
            items[-1] = (kind, message, before + text)
        else:
            items.append((mark["kind"], mark["message"], text))
    return items
