"""What PDFium tells of a page's objects and of its structure, as values of Python's."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Collection, Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from diglot.typeset.collisions import Box, common, union

# Of a closed rectangle: where it begins, its sides, and the way back.
_RECTANGLE = 5
# Points. A path that is narrower is a line.
_LINE = 3


def objects_of(page: pdfium.PdfPage) -> Iterator[Any]:
    """Yield the objects of a page in the order in which they are painted."""
    for at in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        yield pdfium_c.FPDFPage_GetObject(page.raw, at)


def address_of(item: Any) -> int:
    """Return what tells an object from others while its page is open; 0 of none."""
    return ctypes.addressof(item.contents) if item else 0


def box_of(item: Any) -> Box:
    """Return the box of an object: as wide as its text is set, and as high as its letters are."""
    return _four(pdfium_c.FPDFPageObj_GetBounds, item)


def text_of(item: Any, textpage: pdfium.PdfTextPage) -> str:
    """Return the text of a text object."""

    def read(buffer: Any, size: int) -> int:
        pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if buffer else None
        return int(pdfium_c.FPDFTextObj_GetText(item, textpage.raw, pointer, size))

    return _decoded(read)


def spans_columns(cell: Any) -> bool:
    """Return whether an element of the structure is a cell over several columns."""
    for at in range(pdfium_c.FPDF_StructElement_GetAttributeCount(cell)):
        attributes = pdfium_c.FPDF_StructElement_GetAttributeAtIndex(cell, at)
        if pdfium_c.FPDF_StructElement_Attr_GetValue(attributes, b"ColSpan"):
            return True
    return False


def string_of(function: Callable[..., int], element: Any) -> str:
    """Return what a function of PDFium's tells of an element of the structure."""
    return _decoded(lambda buffer, size: function(element, buffer, size))


def letters_at(textpage: pdfium.PdfTextPage, wanted: Collection[int]) -> dict[int, list[Box]]:
    """Return the boxes of the letters, as they are drawn, of text objects, by their addresses."""
    found: dict[int, list[Box]] = {}
    for at in range(pdfium_c.FPDFText_CountChars(textpage.raw)):
        address = address_of(pdfium_c.FPDFText_GetTextObject(textpage.raw, at))
        if address in wanted and not chr(pdfium_c.FPDFText_GetUnicode(textpage.raw, at)).isspace():
            sides = [ctypes.c_double() for _ in range(4)]
            if pdfium_c.FPDFText_GetCharBox(textpage.raw, at, *map(ctypes.byref, sides)):
                left, right, bottom, top = (side.value for side in sides)
                found.setdefault(address, []).append((left, bottom, right, top))
    return found


def clip_of(item: Any) -> Box | None:
    """Return the box of the part of the page where an object may be seen; None if it is all."""
    clip = pdfium_c.FPDFPageObj_GetClipPath(item)
    seen: Box | None = None
    for path in range(max(0, pdfium_c.FPDFClipPath_CountPaths(clip))):
        corners = [
            point
            for at in range(pdfium_c.FPDFClipPath_CountPathSegments(clip, path))
            if (point := _point(pdfium_c.FPDFClipPath_GetPathSegment(clip, path, at)))
        ]
        if corners:
            box = union((*corner, *corner) for corner in corners)
            seen = box if seen is None else common(seen, box)
    return seen


def borders_of(item: Any) -> Iterator[Box]:
    """Yield the upright and level lines of a path that is one, or a rectangle, as thin boxes."""
    if pdfium_c.FPDFPath_CountSegments(item) > _RECTANGLE:
        return
    left, bottom, right, top = box_of(item)
    is_upright, is_level = right - left < _LINE, top - bottom < _LINE
    if is_upright == is_level:
        sides = () if is_upright else (left, right)
        yield from ((side, bottom, side, top) for side in sides)
    elif is_upright:
        middle = (left + right) / 2
        yield middle, bottom, middle, top
    else:
        middle = (bottom + top) / 2
        yield left, middle, right, middle


def _point(segment: Any) -> tuple[float, float] | None:
    x, y = ctypes.c_float(), ctypes.c_float()
    found = pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
    return (x.value, y.value) if found else None


def _four(function: Callable[..., int], item: Any) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    function(item, *map(ctypes.byref, sides))
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _decoded(read: Callable[[Any, int], int]) -> str:
    """Return a string of PDFium's, which tells its length in bytes, with a final NUL, first."""
    size = read(None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
