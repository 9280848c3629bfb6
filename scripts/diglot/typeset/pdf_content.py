"""What a reader finds in a PDF: its text by its tags, its pictures, and what stands wrong in it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pypdfium2 as pdfium

from diglot.typeset.collisions import Beneath
from diglot.typeset.pdf_page import PageReader
from diglot.typeset.printed import TypeArea, letters_of


@dataclass(frozen=True, slots=True)
class Outside:
    """Something that leaves the type area of a page (from 1): its text, "" for a picture."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Covering:
    """Something that is printed over something else on a page: its text, "" for a picture.

    `other` is the text of what it is over, if that is text; `around` are the letters of its block.
    """

    page: int
    text: str
    beneath: Beneath
    other: str
    around: str


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
    covering: list[Covering] = field(default_factory=list)


def read_content(pdf: bytes, area: TypeArea | None) -> PdfContent:
    """Return the content of a tagged PDF; without a type area nothing is in a wrong place."""
    content = PdfContent()
    text: list[str] = []
    notes: list[str] = []
    document = pdfium.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            page = document[number]
            reader = PageReader(page)
            for run, in_note in reader.runs():
                (notes if in_note else text).append(run)
            content.alternatives += reader.alternatives
            if area and number + 1 not in area.free:
                content.outside += (
                    Outside(number + 1, run) for run in reader.outside(area, number + 1)
                )
                content.covering += (
                    Covering(
                        number + 1,
                        found.shape.text,
                        found.beneath,
                        found.other.text if found.other else "",
                        letters_of(around),
                    )
                    for found, around in reader.collisions()
                )
            reader.close()
            page.close()
    finally:
        document.close()
    content.text, content.notes = letters_of("".join(text)), letters_of("".join(notes))
    return content
