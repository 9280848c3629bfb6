"""Drawings of a book: what they take from other hosts, a book cannot hold."""

from __future__ import annotations

import re

_REMOTE = re.compile(
    rb"@import\s+(?:url\(\s*)?[\"']?(?:https?:)?//[^;<]*;?"
    rb"|<\?xml-stylesheet\b[^>]*[\"'](?:https?:)?//[^>]*\?>"
)


def without_remote_styles(svg: bytes) -> bytes:
    """Return an SVG without the style sheets of other hosts, which mostly bring fonts."""
    return _REMOTE.sub(b"", svg)
