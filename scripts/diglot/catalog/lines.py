"""The lines of a PO file as text: its charset, its byte order mark and git's conflict marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*charset=([\w.:-]+)', re.IGNORECASE)
_CONFLICT = re.compile(rb"(<{7}|\|{7}|={7}|>{7})(?:\s|$)")
_BOM = b"\xef\xbb\xbf"
_BOMS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Line(NamedTuple):
    """One line that is outside a git conflict, or a mark of one.

    `number` counts from 1; `start` and `end` are the half-open range of its bytes, the line's
    end included. `text` is None where the bytes are not in the file's charset. `mark` is true for
    a mark of a conflict, `begins` for the first mark of one.
    """

    number: int
    start: int
    end: int
    text: str | None
    mark: bool = False
    begins: bool = False


def charset_of(data: bytes) -> tuple[str, str]:
    """Return the charset to read a file in, and what its header names instead if that is none."""
    named = _CHARSET.search(data)
    charset = named.group(1).decode("ascii") if named else "utf-8"
    if charset.upper() == "CHARSET":  # the placeholder of a template
        return "utf-8", ""
    try:
        "".encode(charset)
    except LookupError:
        return "utf-8", charset
    return charset, ""


def is_utf_16(data: bytes) -> bool:
    """Return whether a file is in UTF-16, in which no line is a line of a catalog."""
    return data.startswith(_BOMS_OF_UTF_16)


def first_byte(data: bytes) -> int:
    """Return where the first line begins: behind a byte order mark."""
    return len(_BOM) if data.startswith(_BOM) else 0


def lines_of(data: bytes, charset: str) -> Iterator[Line]:
    """Yield the lines of a file; what stands between the marks of a conflict is left out."""
    start = first_byte(data)
    conflict = False
    for number, raw in enumerate(data[start:].split(b"\n"), 1):
        end = start + len(raw) + 1
        mark = _CONFLICT.match(raw) if raw[:1] in (b"<", b"|", b"=", b">") else None
        if mark:
            sign = mark.group(1)[:1]
            yield Line(number, start, end, None, mark=True, begins=sign == b"<" or not conflict)
            conflict = sign != b">"
        elif not conflict:
            try:
                text: str | None = raw.decode(charset)
            except UnicodeDecodeError:
                text = None
            yield Line(number, start, end, text)
        start = end
