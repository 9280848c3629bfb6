"""Drawings of a book: strict where browsers forgive, and without what other hosts have."""

from __future__ import annotations

import re

_REMOTE = re.compile(
    rb"@import\s+(?:url\(\s*)?[\"']?(?:https?:)?//[^;<]*;?"
    rb"|<\?xml-stylesheet\b[^>]*[\"'](?:https?:)?//[^>]*\?>"
)
_NAME = re.compile(rb"(?<=\sid=[\"'])[^\"']+|(?<=#)[^\"')<>]+")
# Signs beyond ASCII, which are several bytes, may be anywhere in a name.
_NO_START, _NO_PART = re.compile(rb"^(?![A-Za-z_\x80-\xff])"), re.compile(rb"[^\w.\-\x80-\xff]")


def strict_drawing(svg: bytes) -> bytes:
    """Return an SVG without the style sheets of other hosts, which mostly bring fonts.

    Names that are none in XML are written as such, wherever they stand.
    """
    text = _REMOTE.sub(b"", svg)
    wrong = {
        name: _NO_START.sub(b"_", _NO_PART.sub(b"_", name))
        for name in re.findall(rb"\sid=[\"']([^\"']+)[\"']", text)
        if _NO_START.match(name) or _NO_PART.search(name)
    }
    if not wrong:
        return text
    return _NAME.sub(lambda match: wrong.get(match[0], match[0]), text)
