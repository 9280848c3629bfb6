"""What printers ask for: both sides of the paper, folded sheets, a bleed and crop marks."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from diglot.typeset.imposition import booklet
from diglot.typeset.printed import letters_of
from pdf_shapes import letters, pages_of, picture_of
from sphinxext.typst.conftest import PAPERS

TWO_SIDED = ["letter.zh-cn", "both.zh-cn_en", "both.interlinear.zh-cn_en"]
MM = 72 / 25.4


def test_margins_are_wider_on_the_outer_side(printed: Path) -> None:
    for page in pages_of(printed / "letter.zh-cn.pdf")[4:-1]:
        # Beside pages in landscape there are no lines, and so no column, for notes.
        outermost = 62 if page.width < page.height else 18
        for shape in (*page.texts, *page.pictures):
            outer = shape.left if shape.page % 2 == 0 else page.width - shape.right
            inner = page.width - shape.right if shape.page % 2 == 0 else shape.left
            assert outer > outermost * MM - 6
            assert inner > 20 * MM - 6


@pytest.mark.parametrize("name", PAPERS)
def test_page_numbers_stand_outside_or_in_the_middle(printed: Path, name: str) -> None:
    pdf = printed / f"{name}.pdf"
    widths = [page.width for page in pages_of(pdf)]
    last = letters(pdf, r"(?<=\n)\d+\s*\Z")
    # On some pages a formula is read last.
    numbers = [number for number in last if number[0].text.isdigit() and number[0].top < 30 * MM]
    assert len(numbers) > 20
    for number in numbers:
        width = widths[number[0].page - 1]
        middle = (number[0].left + number[0].right) / 2
        if name not in TWO_SIDED:
            assert abs(middle - width / 2) < 20
        else:
            assert (middle < width / 3) == (number[0].page % 2 == 0)
            assert (middle > width / 2) == (number[0].page % 2 == 1)


@pytest.mark.parametrize("name", TWO_SIDED)
def test_chapters_open_on_right_hand_pages(printed: Path, name: str) -> None:
    reader = PdfReader(printed / f"{name}.pdf")
    chapters = [item for item in reader.outline if not isinstance(item, list)]
    assert len(chapters) >= 9
    pages = [(reader.get_destination_page_number(item) or 0) + 1 for item in chapters]
    assert [page % 2 for page in pages] == [1] * len(pages)
    texts = [page.extract_text().strip() for page in reader.pages]
    blank = [number for number, text in enumerate(texts, 1) if not text]
    # What is left blank is a left-hand page before one of them.
    assert blank
    contents = 3
    assert {number + 1 for number in blank} <= {contents, *pages}
    # Nothing else is on it, such as lines for notes, and all but the cover and they have a number.
    document = pdfium.PdfDocument(printed / f"{name}.pdf")
    assert [len(list(document[number - 1].get_objects())) for number in blank] == [0] * len(blank)
    numbered = {
        number
        for number, text in enumerate(texts, 1)
        if re.search(r"(^|\n)([ivx]+|\d+)(\n|$)", text)
    }
    assert {*range(2, len(texts) + 1)} - numbered == {*blank}


@pytest.mark.parametrize("name", ["a5.zh-cn", "both.zh-cn_en", "both.interlinear.zh-cn_en"])
def test_a_booklet_has_each_page_where_folding_puts_it(printed: Path, name: str) -> None:
    pages = PdfReader(printed / f"{name}.pdf").pages
    sheets = PdfReader(printed / f"{name}.booklet.pdf")
    width, height = pages[0].mediabox.width, pages[0].mediabox.height
    for sheet, (left, right) in zip(sheets.pages, booklet(len(pages)), strict=True):
        assert sheet.mediabox.width == pytest.approx(2 * width, abs=0.1)
        assert sheet.mediabox.height == pytest.approx(height, abs=0.1)
        numbers = [number for number in (left, right) if number is not None]
        expected = "".join(pages[number].extract_text() for number in numbers)
        assert sorted(letters_of(sheet.extract_text())) == sorted(letters_of(expected))
    preferences = sheets.viewer_preferences
    assert preferences is not None
    assert str(preferences.duplex) == "/DuplexFlipShortEdge"


def test_pages_on_sheets_stand_beside_each_other(printed: Path) -> None:
    pdf, sheets = printed / "a5.zh-cn.pdf", printed / "a5.zh-cn.2-up.pdf"
    (own,), (there,) = (letters(path, "接着排。") for path in (pdf, sheets))
    width = pages_of(pdf)[0].width
    assert there[0].page == (own[0].page + 1) // 2
    assert there[0].left == pytest.approx(own[0].left + width * (own[0].page % 2 == 0), abs=0.5)
    assert there[0].bottom == pytest.approx(own[0].bottom, abs=0.5)
    # What lies among upright pages is turned: its words run upwards.
    (turned,) = letters(sheets, "第七段")
    assert turned[2].bottom > turned[0].bottom + 15
    assert turned[2].left == pytest.approx(turned[0].left, abs=3)


def test_what_reaches_the_edge_goes_on_to_the_crop_marks(printed: Path) -> None:
    reader = PdfReader(printed / "large.zh-cn.pdf")
    for page in reader.pages:
        sides = [float(side) for side in (*page.trimbox, *page.bleedbox, *page.mediabox)]
        trim, bleed, media = sides[:4], sides[4:8], sides[8:]
        assert sorted((trim[2] - trim[0], trim[3] - trim[1])) == pytest.approx(
            [210 * MM, 297 * MM], abs=0.1
        )
        for outer, inner, distance in ((media, bleed, 8 * MM), (bleed, trim, 3 * MM)):
            gaps = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2]]
            assert gaps == pytest.approx([distance] * 3, abs=0.1)
    # The colour of the cover, to the edge of the bleed and no further.
    image = picture_of(printed / "large.zh-cn.pdf", 0)
    bleed = [float(side) for side in reader.pages[0].bleedbox]
    for inside in (1, -1):
        for across in (bleed[0] + inside, bleed[2] - inside):
            assert (image.pixel(across, 60) == (255, 255, 255)) == (inside < 0)
    # A crop mark at the upper left corner, along the line where the page is cut.
    assert image.pixel(3 * MM, 11 * MM) != (255, 255, 255)
    assert image.pixel(11 * MM, 3 * MM) != (255, 255, 255)
    # Nothing is lost of what screen readers need.
    assert "/StructTreeRoot" in reader.root_object
