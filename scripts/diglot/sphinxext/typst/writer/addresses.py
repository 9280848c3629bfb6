"""How documents and pictures are addressed inside the sources of the handouts."""

from __future__ import annotations

import re
from urllib.parse import unquote

IMAGES = "images"
"""The folder of the pictures, below that of a reading."""

TARGET_SIGN = "%"
"""Begins an address that leads to a document of the handouts."""

_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_READABLE = re.compile(
    r"[\u00a1-\u024f\u0370-\u052f\u3001-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]+"
)


def as_printed(address: str) -> str:
    """Return an address as people read and type it: with the letters that %E6%96%87 stands for.

    Browsers take both. What is no text, or in a script that not every font has, stays.
    """
    return _ENCODED.sub(lambda encoded: _decoded(encoded[0]), address)


def _decoded(encoded: str) -> str:
    letters = unquote(encoded, errors="replace")
    return letters if _READABLE.fullmatch(letters) else encoded
