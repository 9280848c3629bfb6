"""Drawings in shades of gray, for handouts that are printed black and white."""

from __future__ import annotations

import re

from tinycss2.color3 import RGBA, parse_color

# Where SVG has colours: attributes and the same properties in styles.
_COLOUR = re.compile(
    r"""(?P<before>\b(?:fill|stroke|stop-color|flood-color|color)\s*(?::|=\s*["'])\s*)"""
    r"""(?P<value>[^"';}<]+)"""
)


def grayed(svg: bytes) -> bytes:
    """Return a drawing with each colour as the gray of its luminance (Rec. 709)."""
    text = svg.decode("utf-8", "surrogateescape")
    return _COLOUR.sub(_gray, text).encode("utf-8", "surrogateescape")


def _gray(match: re.Match[str]) -> str:
    colour = parse_color(match["value"].strip())
    # What is no colour is a reference, or a word such as none.
    if not isinstance(colour, RGBA):
        return match[0]
    shade = 0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue
    level = round(255 * min(max(shade, 0), 1))
    if colour.alpha < 1:
        return f"{match['before']}rgba({level}, {level}, {level}, {colour.alpha:g})"
    return f"{match['before']}#{level:02x}{level:02x}{level:02x}"
