"""Quoted strings of PO files: their escapes, read as gettext reads them."""

from __future__ import annotations

import re

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
"""A string between straight quotes, escapes still in place."""

_ESCAPE = re.compile(r"\\([0-7]{1,3}|x[0-9a-fA-F]+|.)")
# Source: GNU gettext, po-lex, control_sequence().
_CONTROLS = {
    "n": "\n",
    "t": "\t",
    "b": "\b",
    "r": "\r",
    "f": "\f",
    "v": "\v",
    "a": "\a",
    "\\": "\\",
    '"': '"',
}


def unescape(text: str) -> tuple[str, str | None]:
    """Return what an escaped string means, and the first escape that gettext does not know.

    An unknown escape keeps its backslash, so that no character is lost.
    """
    if "\\" not in text:
        return text, None
    unknown: list[str] = []

    def decode(match: re.Match[str]) -> str:
        code = match.group(1)
        if code in _CONTROLS:
            return _CONTROLS[code]
        if code[0] == "x" and len(code) > 1:
            return chr(int(code[1:], 16) & 0xFF)
        if code[0].isdigit() and code[0] in "01234567":
            return chr(int(code, 8) & 0xFF)
        unknown.append(match.group(0))
        return match.group(0)

    return _ESCAPE.sub(decode, text), unknown[0] if unknown else None
