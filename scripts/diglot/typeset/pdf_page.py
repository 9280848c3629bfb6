"""One page of a PDF, read: its marked content first, then its part of the structure tree.

Text outside the page is not found, as no reader sees it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from diglot.typeset.collisions import Cell, Collision, common
from diglot.typeset.page_shapes import Inside, PageShapes, Piece
from diglot.typeset.pdf_objects import (
    box_of,
    clip_of,
    objects_of,
    spans_columns,
    string_of,
    text_of,
)
from diglot.typeset.printed import TypeArea

# Points. Signs at a line's end may hang into the margin.
_TOLERANCE = 6.0
# Points. Small text above a word, such as its sound, stands over the first line of a page.
_SMALL, _OVER_FIRST_LINE = 9.0, 14.0
# Text that stands elsewhere than where it is read: footnotes. What only repeats other text.
_NOTES, _REPEATED = frozenset({"Note", "FENote"}), frozenset({"TOC", "Index"})
_TABLE, _ROW, _FORMULA = "Table", "TR", "Formula"
# What stands in a line of a block.
_INLINE = frozenset({"Span", "Link", "Em", "Strong", "Code", "Reference", "Quote", _FORMULA})
_PICTURE = "Figure"


class PageReader:
    """Reads one page; `runs` before what the structure tells of the others."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self._width, self._height = page.get_size()
        self._texts: dict[int, str] = {}
        self._pieces: list[Piece] = []
        self._elements = 0
        self._inside: dict[int, Inside] = {}
        self._blocks: dict[int, str] = defaultdict(str)
        self.alternatives: list[str] = []
        self._textpage = page.get_textpage()
        for item in objects_of(page):
            self._read(item)

    def close(self) -> None:
        """Give back what PDFium holds."""
        self._textpage.close()

    def runs(self) -> Iterator[tuple[str, bool]]:
        """Yield each run of text in the order of the tags, and whether it is in a footnote."""
        tree = pdfium_c.FPDF_StructTree_GetForPage(self._page.raw)
        try:
            for at in range(pdfium_c.FPDF_StructTree_CountChildren(tree)):
                child = pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, at)
                yield from self._element(child, Inside())
        finally:
            pdfium_c.FPDF_StructTree_Close(tree)

    def outside(self, area: TypeArea, number: int) -> Iterator[str]:
        """Yield the text of what leaves the type area, "" for a picture."""
        left, right = area.sides(number)
        right, top = self._width - right, self._height - area.top
        drawn = Counter(self._picture_of(piece) for piece in self._pieces)
        for shown in self._pieces:
            if shown.is_path:
                # Rules and backgrounds may leave it.
                continue
            # A shadow in a drawing is cut off where the drawing ends; a picture alone must not be.
            picture = self._picture_of(shown)
            is_part = picture is not None and drawn[picture] > 1
            clip = clip_of(shown.item) if is_part else None
            x0, y0, x1, y1 = common(shown.box, clip) if clip else shown.box
            beside = x0 < left - _TOLERANCE or x1 > right + _TOLERANCE
            above = _OVER_FIRST_LINE if shown.text and y1 - y0 < _SMALL else _TOLERANCE
            if beside or y0 < area.bottom - _TOLERANCE or y1 > top + above:
                yield shown.text

    def _picture_of(self, piece: Piece) -> int | None:
        return self._inside[piece.mark].picture if piece.mark in self._inside else None

    def collisions(self) -> Iterator[tuple[Collision, str]]:
        """Yield what is printed over something else, and the text of its block on this page."""
        shapes = PageShapes(self._pieces, self._inside)
        for found in shapes.collisions(self._textpage):
            yield found, self._blocks[shapes.block(found.shape)]

    def _read(self, item: Any) -> None:
        kind = pdfium_c.FPDFPageObj_GetType(item)
        mark = pdfium_c.FPDFPageObj_GetMarkedContentID(item)
        is_path, is_text = kind == pdfium_c.FPDF_PAGEOBJ_PATH, kind == pdfium_c.FPDF_PAGEOBJ_TEXT
        if mark < 0 and not is_path:
            # Running heads and whatever else is no content.
            return
        box = x0, y0, x1, y1 = box_of(item)
        if x1 <= 0 or y1 <= 0 or x0 >= self._width or y0 >= self._height:
            return
        text = text_of(item, self._textpage) if is_text else ""
        if is_text:
            self._texts[mark] = self._texts.get(mark, "") + text
        if text.strip() or not is_text:
            self._pieces.append(Piece(item, mark, text, box, is_path))

    def _element(self, element: Any, inside: Inside) -> Iterator[tuple[str, bool]]:
        if not element:
            return
        kind = string_of(pdfium_c.FPDF_StructElement_GetType, element)
        if kind in _REPEATED:
            return
        if alternative := string_of(pdfium_c.FPDF_StructElement_GetAltText, element):
            self.alternatives.append(alternative)
        self._elements += 1
        inside = _within(inside, kind, self._elements)
        content = replace(inside, picture=self._elements) if kind == _PICTURE else inside
        count = pdfium_c.FPDF_StructElement_CountChildren(element)
        children = [pdfium_c.FPDF_StructElement_GetChildAtIndex(element, at) for at in range(count)]
        # Which columns the cells of a row with wide ones are in is not told.
        is_plain = kind == _ROW and not any(map(spans_columns, filter(None, children)))
        for at, child in enumerate(children):
            if child:
                cell = Cell(inside.table, inside.row, count, at) if is_plain else None
                cell = cell if kind == _ROW else inside.cell
                yield from self._element(child, replace(inside, cell=cell))
                continue
            mark = pdfium_c.FPDF_StructElement_GetChildMarkedContentID(element, at)
            self._inside[mark] = content
            text = self._texts.get(mark, "")
            self._blocks[inside.block] += text
            yield text, inside.in_note


def _within(inside: Inside, kind: str, number: int) -> Inside:
    """Return what the content of an element is in; `inside` is what the element is in."""
    if kind in _NOTES:
        return Inside(in_note=True, block=number)
    if kind == _TABLE:
        return replace(inside, table=number, cell=None)
    if kind == _ROW:
        return replace(inside, row=number, block=number)
    if kind == _FORMULA and inside.formula is None:
        return replace(inside, formula=number)
    return inside if kind in _INLINE or inside.row else replace(inside, block=number)
