"""Quoted strings of PO files: their escapes, read and written as gettext does."""

from __future__ import annotations

import re

QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
"""A string between straight quotes, escapes still in place."""

_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]+))+)|\\(.)")
_NUMBER = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]+))")
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
_ESCAPED = str.maketrans({meaning: f"\\{letter}" for letter, meaning in _CONTROLS.items()})


def leading_strings(text: str) -> tuple[list[str], str]:
    """Return the quoted strings that `text` begins with, escapes in place, and what follows them.

    What follows begins with a quote only where a string is not closed.
    """
    inner = text[1:-1]
    if text[:1] == '"' == text[-1:] and len(text) > 1 and '"' not in inner and "\\" not in inner:
        return [inner], ""  # nearly every line of nearly every file
    strings: list[str] = []
    while match := QUOTED.match(text):
        strings.append(match.group(1))
        text = text[match.end() :].lstrip()
    return strings, text


def escape(text: str) -> str:
    """Return the text as it stands between the quotes of a PO file."""
    return text.translate(_ESCAPED)


def unescape(text: str) -> tuple[str, str | None]:
    """Return what an escaped string means, and the first escape that gettext does not know.

    An unknown escape keeps its backslash, so that no character is lost.
    """
    if "\\" not in text:
        return text, None
    unknown: list[str] = []

    def decode(match: re.Match[str]) -> str:
        if match.group(1):
            return _decode_numbers(match.group(1))
        letter = match.group(2)
        if letter not in _CONTROLS:
            unknown.append(match.group(0))
            return match.group(0)
        return _CONTROLS[letter]

    return _ESCAPE.sub(decode, text), unknown[0] if unknown else None


def _decode_numbers(run: str) -> str:
    # `msgcat --escape` writes a character as the bytes of its encoding, one escape a byte.
    codes = bytes(
        int(octal, 8) & 0xFF if octal else int(hexadecimal, 16) & 0xFF
        for octal, hexadecimal in _NUMBER.findall(run)
    )
    try:
        return codes.decode("utf-8")
    except UnicodeDecodeError:
        return codes.decode("latin-1")
