"""Papers: the sizes that are known by name, and those that are given as width and height."""

from __future__ import annotations

import re

_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}

# Width and height in millimetres: ISO 216, and the North American ones of ANSI Y14.1; for screens,
# those that Typst has under the same names.
_PAPERS = {
    "a3": (297.0, 420.0),
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "a6": (105.0, 148.0),
    "iso-b5": (176.0, 250.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "presentation-16-9": (297.0, 167.0625),
    "presentation-4-3": (280.0, 210.0),
    "us-letter": (215.9, 279.4),
    "us-legal": (215.9, 355.6),
}
NAMES = tuple(_PAPERS)
"""The papers that have a name."""

# Nobody prints on less or on more.
_LEAST, _MOST = 50.0, 1500.0

_SIDE = r"(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)"
_SIZE = re.compile(rf"\s*{_SIDE}\s*[x×]\s*{_SIDE}\s*")


def size_of(paper: str) -> tuple[float, float] | None:
    """Return the width and the height of a paper in millimetres.

    `paper` is one of `NAMES` or a size such as ``170mm x 240mm``, with a unit at each side. None
    for anything else, and for what no printer takes.
    """
    if paper in _PAPERS:
        return _PAPERS[paper]
    match = _SIZE.fullmatch(paper)
    if match is None:
        return None
    width, height = (round(float(match[at]) * _MILLIMETRES[match[at + 1]], 3) for at in (1, 3))
    return (width, height) if _LEAST <= min(width, height) <= max(width, height) <= _MOST else None
