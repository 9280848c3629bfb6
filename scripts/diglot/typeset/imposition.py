"""Sheets for printers: the pages of a PDF side by side, in the order in which sheets are folded.

What is made is for paper alone. The structure that screen readers follow, links and the outline
belong to the pages of the PDF itself and are not in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf

Pair = tuple[int | None, int | None]
"""The pages (from 0) at the left and at the right of one side of a sheet; None for a blank one."""


def impose(pdf: bytes, kind: str, *, from_right: bool = False) -> bytes:
    """Return sheets that are twice as wide as the pages of a PDF, which are not scaled.

    `kind` is ``booklet``, sheets that are folded in the middle and stitched, or ``2-up``, two pages
    after each other. A page that lies where the first one stands is turned, its head to the left.
    Of a page with a bleed only what is left after trimming is on the sheet. `from_right` is for
    languages that are written from the right, whose books open there.
    """
    with pikepdf.open(BytesIO(pdf)) as source, pikepdf.new() as sheets:
        left, bottom, right, top = map(float, source.pages[0].trimbox)
        width, height = right - left, top - bottom
        for page in source.pages:
            x0, y0, x1, y1 = map(float, page.trimbox)
            if (x1 - x0 > y1 - y0) != (width > height):
                page.rotate(270, relative=True)
        count = len(source.pages)
        pairs = booklet(count) if kind == "booklet" else two_up(count)
        for pair in pairs:
            sheet = sheets.add_blank_page(page_size=(2 * width, height))
            for place, number in enumerate(reversed(pair) if from_right else pair):
                if number is not None:
                    area = pikepdf.Rectangle(place * width, 0, (place + 1) * width, height)
                    _place(source.pages[number], sheet, area, pikepdf.Name(f"/Page{place}"))
        if kind == "booklet":
            # As wide sheets are turned over: at the short edge, where they are folded.
            sheets.Root.ViewerPreferences = pikepdf.Dictionary(
                Duplex=pikepdf.Name.DuplexFlipShortEdge
            )
        return _saved(sheets)


def _place(page: pikepdf.Page, sheet: pikepdf.Page, area: pikepdf.Rectangle, name: Any) -> None:
    """Put a page on an area of a sheet; pikepdf's `add_overlay` would give it a random name."""
    form = page.as_form_xobject()
    sheet.add_resource(form, pikepdf.Name.XObject, name)
    sheet.contents_add(sheet.calc_form_xobject_placement(form, name, area))


def booklet(count: int) -> list[Pair]:
    """Return the sides of the sheets of a booklet of so many pages, the outermost first.

    Sheets lie in each other and are folded together, so that each holds four pages; the last ones
    may be blank.
    """
    whole = -(-count // 4) * 4
    pages = [number if number < count else None for number in range(whole)]
    sides: list[Pair] = []
    for outer in range(0, whole // 2, 2):
        sides.append((pages[whole - 1 - outer], pages[outer]))
        sides.append((pages[outer + 1], pages[whole - 2 - outer]))
    return sides


def two_up(count: int) -> list[Pair]:
    """Return the sides of sheets with two pages each, in the order of reading."""
    return [(at, at + 1 if at + 1 < count else None) for at in range(0, count, 2)]


def with_bleed_box(pdf: bytes, beyond: float) -> bytes:
    """Return a PDF whose pages say how far the bleed goes: all but `beyond` mm at each side.

    There the crop marks stand, which are not to be printed on the product. Nothing else changes,
    the structure neither.
    """
    beyond *= 72 / 25.4
    with pikepdf.open(BytesIO(pdf)) as made:
        for page in made.pages:
            left, bottom, right, top = map(float, page.mediabox)
            page.bleedbox = _rectangle(
                (left + beyond, bottom + beyond, right - beyond, top - beyond)
            )
        return _saved(made)


def _rectangle(sides: Sequence[float]) -> pikepdf.Array:
    return pikepdf.Array([round(side, 3) for side in sides])


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """Return the bytes of a PDF, the same for the same content."""
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
