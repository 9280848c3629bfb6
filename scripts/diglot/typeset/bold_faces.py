"""Which families can be set bold: they have a bold face, or a variable one."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from diglot.typeset.fonts import FontBook

# Semibold: what is lighter looks like the text around it.
_BOLD = 600
# In a file of several fonts, where the places of their tables begin.
_COLLECTION, _OFFSETS = b"ttcf", 12


def has_bold_face(family: str, book: FontBook) -> bool:
    """Whether words in a family can be bold. Typst makes other weights of variable fonts only."""
    fonts = [font for font in book.fonts.fonts() if font.family == family]
    return any(
        font.weight >= _BOLD
        or (font.path is not None and _is_variable(Path(font.path), font.index))
        for font in fonts
    )


def _is_variable(path: Path, index: int) -> bool:
    """Whether a font has axes of variation: OpenType's table ``fvar``."""
    with path.open("rb") as file:
        return b"fvar" in _tables_of(file, index)


def _tables_of(file: BinaryIO, index: int) -> set[bytes]:
    start = 0
    if file.read(4) == _COLLECTION:
        file.seek(_OFFSETS + 4 * index)
        (start,) = struct.unpack(">I", file.read(4))
    file.seek(start + 4)
    (count,) = struct.unpack(">H6x", file.read(8))
    return {file.read(16)[:4] for _ in range(count)}
