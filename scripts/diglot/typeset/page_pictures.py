"""The pages of a PDF as pictures, for those who look at it on a screen."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium

# Pixels for each point, so that small type can be read on a fine screen.
_SCALE = 2.0
# The picture is looked at once, on this machine: zlib's fastest level.
_COMPRESSION = 1


def page_sizes(pdf: Path) -> tuple[tuple[float, float], ...]:
    """Return the width and the height of each page, in points."""
    with pdfium.PdfDocument(pdf) as document:
        return tuple(document.get_page_size(number) for number in range(len(document)))


def page_picture(pdf: Path, number: int) -> bytes:
    """Return a page, counted from 1, as PNG. Raises IndexError where there is none.

    PDFium is no library for several threads: only one may be in here at a time.
    """
    with pdfium.PdfDocument(pdf) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        picture = io.BytesIO()
        image = document[number - 1].render(scale=_SCALE).to_pil()
        image.save(picture, "PNG", compress_level=_COMPRESSION)
    return picture.getvalue()
