"""What a reader finds in a PDF: its text by its tags, its pictures, and what leaves its type area.

PDFium reads a page's marked content and its structure tree; text outside the page is not found, as
no reader sees it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from diglot.typeset.printed import TypeArea, letters_of

# Points. Signs at a line's end may hang into the margin.
_TOLERANCE = 6.0
# Points. Small text above a word, such as its sound, stands over the first line of a page.
_SMALL, _OVER_FIRST_LINE = 9.0, 14.0
# Text that stands elsewhere than where it is read: footnotes. What only repeats other text.
_NOTES, _REPEATED = frozenset({"Note", "FENote"}), frozenset({"TOC", "Index"})

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner of the page."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Something that leaves the type area of a page (from 1): its text, "" for a picture."""

    page: int
    text: str


@dataclass(slots=True)
class PdfContent:
    """The content of a PDF.

    `text` and `notes` are the letters and digits of the text and of the footnotes, in the order of
    the tags; `alternatives` the alternative texts of pictures and formulas.
    """

    text: str = ""
    notes: str = ""
    alternatives: list[str] = field(default_factory=list)
    outside: list[Outside] = field(default_factory=list)


def read_content(pdf: bytes, area: TypeArea | None) -> PdfContent:
    """Return the content of a tagged PDF; without a type area nothing is `outside`."""
    content = PdfContent()
    text: list[str] = []
    notes: list[str] = []
    document = pdfium.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            page = document[number]
            reader = _PageReader(page)
            for run, in_note in reader.runs():
                (notes if in_note else text).append(run)
            content.alternatives += reader.alternatives
            if area and number + 1 not in area.free:
                content.outside += reader.outside(area, number + 1)
            page.close()
    finally:
        document.close()
    content.text, content.notes = letters_of("".join(text)), letters_of("".join(notes))
    return content


class _PageReader:
    """Reads one page: the text of its marked content first, then its part of the structure tree."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self._width, self._height = page.get_size()
        self._texts: dict[int, str] = {}
        self._shown: list[tuple[str, Box]] = []
        self.alternatives: list[str] = []
        textpage = page.get_textpage()
        for at in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
            self._read(pdfium_c.FPDFPage_GetObject(page.raw, at), textpage)
        textpage.close()

    def runs(self) -> Iterator[tuple[str, bool]]:
        """Yield each run of text in the order of the tags, and whether it is in a footnote."""
        tree = pdfium_c.FPDF_StructTree_GetForPage(self._page.raw)
        try:
            for at in range(pdfium_c.FPDF_StructTree_CountChildren(tree)):
                yield from self._element(pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, at), False)
        finally:
            pdfium_c.FPDF_StructTree_Close(tree)

    def outside(self, area: TypeArea, number: int) -> Iterator[Outside]:
        """Yield what leaves the type area."""
        left, right = area.sides(number)
        right, top = self._width - right, self._height - area.top
        for text, (x0, y0, x1, y1) in self._shown:
            beside = x0 < left - _TOLERANCE or x1 > right + _TOLERANCE
            above = _OVER_FIRST_LINE if text and y1 - y0 < _SMALL else _TOLERANCE
            if beside or y0 < area.bottom - _TOLERANCE or y1 > top + above:
                yield Outside(number, text)

    def _read(self, item: Any, textpage: pdfium.PdfTextPage) -> None:
        mark = pdfium_c.FPDFPageObj_GetMarkedContentID(item)
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if mark < 0 or kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            # Running heads, rules and whatever else is no content.
            return
        box = _box_of(item)
        x0, y0, x1, y1 = box
        if x1 <= 0 or y1 <= 0 or x0 >= self._width or y0 >= self._height:
            return
        text = _text_of(item, textpage) if kind == pdfium_c.FPDF_PAGEOBJ_TEXT else ""
        self._texts[mark] = self._texts.get(mark, "") + text
        if text.strip() or kind != pdfium_c.FPDF_PAGEOBJ_TEXT:
            self._shown.append((text, box))

    def _element(self, element: Any, in_note: bool) -> Iterator[tuple[str, bool]]:
        if not element:
            return
        kind = _string(pdfium_c.FPDF_StructElement_GetType, element)
        if kind in _REPEATED:
            return
        if alternative := _string(pdfium_c.FPDF_StructElement_GetAltText, element):
            self.alternatives.append(alternative)
        in_note = in_note or kind in _NOTES
        for at in range(pdfium_c.FPDF_StructElement_CountChildren(element)):
            child = pdfium_c.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                yield from self._element(child, in_note)
                continue
            mark = pdfium_c.FPDF_StructElement_GetChildMarkedContentID(element, at)
            yield self._texts.get(mark, ""), in_note


def _text_of(item: Any, textpage: pdfium.PdfTextPage) -> str:
    def read(buffer: Any, size: int) -> int:
        pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if buffer else None
        return int(pdfium_c.FPDFTextObj_GetText(item, textpage.raw, pointer, size))

    return _decoded(read)


def _string(function: Callable[..., int], element: Any) -> str:
    return _decoded(lambda buffer, size: function(element, buffer, size))


def _decoded(read: Callable[[Any, int], int]) -> str:
    """Return a string of PDFium's, which tells its length in bytes, with a final NUL, first."""
    size = read(None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _box_of(item: Any) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium_c.FPDFPageObj_GetBounds(item, *map(ctypes.byref, sides))
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top
