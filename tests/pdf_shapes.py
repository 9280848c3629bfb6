"""Where things stand on the pages of a PDF: pictures and pieces of text with their boxes."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

# Points: letters of neighbouring pieces may touch.
_TOUCH = 1.5


@dataclass(frozen=True)
class Shape:
    """Something on a page: its box in points from the lower left corner; "" for a picture."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    text: str = ""

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def covers(self, other: Shape) -> bool:
        """Whether both have more than an edge in common."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return wide > _TOUCH and high > 0.4 * min(self.height, other.height)


@dataclass(frozen=True)
class Page:
    """One page: its size in points, its pictures and its pieces of text, artifacts left out."""

    width: float
    height: float
    pictures: tuple[Shape, ...]
    texts: tuple[Shape, ...]


def pages_of(pdf: Path) -> list[Page]:
    """Return the pages of a PDF, which many tests look at."""
    state = pdf.stat()
    return list(_pages_as_of(pdf, state.st_ino, state.st_mtime_ns))


@lru_cache(maxsize=16)
def _pages_as_of(pdf: Path, _inode: int, _written: int) -> tuple[Page, ...]:
    document = pdfium.PdfDocument(pdf)
    pages = tuple(_page(document[number], number + 1) for number in range(len(document)))
    document.close()
    return pages


def words_of(pdf: Path) -> str:
    """Return the words of a PDF on one line, as a search in it finds them."""
    document = pdfium.PdfDocument(pdf)
    words = ""
    for number in range(len(document)):
        textpage = document[number].get_textpage()
        words += textpage.get_text_range()
        textpage.close()
    document.close()
    return re.sub(r"[\r\n]", "", words)


def _page(page: pdfium.PdfPage, number: int) -> Page:
    textpage = page.get_textpage()
    shapes = list(_shapes(page, textpage, number))
    textpage.close()
    width, height = page.get_size()
    return Page(
        width,
        height,
        tuple(shape for kind, shape in shapes if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE),
        tuple(shape for kind, shape in shapes if kind == pdfium_c.FPDF_PAGEOBJ_TEXT),
    )


def _shapes(
    page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, number: int
) -> Iterator[tuple[int, Shape]]:
    kinds = [pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_TEXT]
    for item in page.get_objects(filter=kinds, max_depth=1):
        if pdfium_c.FPDFPageObj_GetMarkedContentID(item.raw) < 0:
            continue
        left, bottom, right, top = item.get_bounds()
        text = ""
        if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            text = textpage.get_text_bounded(left, bottom, right, top).strip()
            if not text:
                continue
        yield item.type, Shape(number, left, bottom, right, top, text)


def overlaps(page: Page) -> list[tuple[Shape, Shape]]:
    """Return the pieces of text that stand over each other."""
    found = []
    by_left = sorted(page.texts, key=lambda shape: shape.left)
    for at, shape in enumerate(by_left):
        for other in by_left[at + 1 :]:
            if other.left >= shape.right:
                break
            if shape.covers(other):
                found.append((shape, other))
    return found


def places(pdf: Path, pattern: str) -> list[tuple[int, float, str]]:
    """Return (page, points from its head, text) of all that matches, as readers come to it."""
    document = pdfium.PdfDocument(pdf)
    found = []
    for number in range(len(document)):
        textpage = document[number].get_textpage()
        for match in re.finditer(pattern, textpage.get_text_range()):
            top = textpage.get_charbox(match.start())[3]
            found.append((number + 1, document[number].get_height() - top, match[0]))
    document.close()
    return sorted(found)


@dataclass(frozen=True)
class Letter(Shape):
    """One character, with the name of the font that it is set in."""

    font: str = ""


def letters(pdf: Path, pattern: str) -> list[list[Letter]]:
    """Return the characters of all that matches, in the order of the pages."""
    document = pdfium.PdfDocument(pdf)
    found = []
    for number in range(len(document)):
        textpage = document[number].get_textpage()
        for match in re.finditer(pattern, textpage.get_text_range()):
            places = range(match.start(), match.end())
            found.append([_letter(textpage, place, number + 1) for place in places])
        textpage.close()
    document.close()
    return found


def _letter(textpage: pdfium.PdfTextPage, place: int, page: int) -> Letter:
    left, bottom, right, top = textpage.get_charbox(place)
    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    size = pdfium_c.FPDFText_GetFontInfo(textpage.raw, place, buffer, 256, ctypes.byref(flags))
    text = textpage.get_text_range(place, 1)
    return Letter(page, left, bottom, right, top, text, buffer.raw[: size - 1].decode())


@dataclass(frozen=True)
class Line:
    """A line of text, and the blank between its signs, in em of their font.

    `between_han` are those of two 汉字, `between_words` those where a space stands.
    """

    page: int
    text: str
    between_han: tuple[float, ...]
    between_words: tuple[float, ...]


_HAN = re.compile("[\u3400-\u9fff]")


def lines_of(pdf: Path) -> Iterator[Line]:
    """Yield the lines of a PDF whose letters have all widths, not those of code."""
    document = pdfium.PdfDocument(pdf)
    for number in range(len(document)):
        textpage = document[number].get_textpage()
        line: list[_Sign] = []
        for sign in _signs(textpage):
            if line and not line[-1].goes_on_with(sign):
                yield _line(line, number + 1)
                line = []
            line.append(sign)
        yield _line(line, number + 1)
        textpage.close()
    document.close()


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign with the width that its font gives it, the height of its line and its size."""

    text: str
    left: float
    right: float
    base: float
    size: float

    def goes_on_with(self, then: _Sign) -> bool:
        return abs(self.base - then.base) < _TOUCH and then.left > self.left


def _signs(textpage: pdfium.PdfTextPage) -> Iterator[_Sign]:
    box, left, base = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    for place in range(textpage.count_chars()):
        text = chr(pdfium_c.FPDFText_GetUnicode(textpage.raw, place))
        pdfium_c.FPDFText_GetFontInfo(textpage.raw, place, buffer, 256, ctypes.byref(flags))
        # PDFium adds spaces and line ends of its own; letters of code are as wide as each other.
        is_made = pdfium_c.FPDFText_IsGenerated(textpage.raw, place) == 1
        if is_made or b"Mono" in buffer.value:
            continue
        pdfium_c.FPDFText_GetLooseCharBox(textpage.raw, place, box)
        pdfium_c.FPDFText_GetCharOrigin(textpage.raw, place, ctypes.byref(left), ctypes.byref(base))
        size = pdfium_c.FPDFText_GetFontSize(textpage.raw, place)
        yield _Sign(text, left.value, box.right, base.value, size)


def _line(signs: list[_Sign], page: int) -> Line:
    between: dict[bool, list[float]] = {True: [], False: []}
    seen = [(at, sign) for at, sign in enumerate(signs) if not sign.text.isspace()]
    for (at, sign), (then_at, then) in pairwise(seen):
        of_han = bool(_HAN.match(sign.text) and _HAN.match(then.text))
        if of_han or then_at > at + 1:
            between[of_han].append((then.left - sign.right) / sign.size)
    text = "".join(sign.text for sign in signs)
    return Line(page, text, tuple(between[True]), tuple(between[False]))


@dataclass(frozen=True)
class Picture:
    """A page as it looks, four pixels a point."""

    rendered: pdfium.PdfBitmap

    def pixel(self, x: float, y: float) -> tuple[int, ...]:
        """Return red, green and blue at so many points from the left and from the head."""
        at = round(y * 4) * self.rendered.stride + round(x * 4) * self.rendered.n_channels
        return tuple(reversed(bytes(self.rendered.buffer[at : at + 3])))


def picture_of(pdf: Path, number: int) -> Picture:
    """Return a page (from 0) as it looks."""
    document = pdfium.PdfDocument(pdf)
    rendered = document[number].render(scale=4)
    document.close()
    return Picture(rendered)
