"""Page make-up of random books: what a printer would send back is told with the seed of its book.

`make bench` makes DIGLOT_HISTORIES books (20 unless it says otherwise); `DIGLOT_SEED` is the first.
With `DIGLOT_CHAPTERS`, so many of them are the chapters of one, each typeset apart.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from bench.makeup_books import CHAPTER as _CHAPTER
from bench.makeup_books import write_books
from bench.measure import Row

_AT_ONCE = 20
_HEAD = "Random"
# Of the height of the text, what each page but the last holds at least.
_FIFTH = 0.2
_CLOSING = "。，、；：？！）》”’％"
_OPENING = "（《“‘"
_RUNT = re.compile(r"[\u4e00-\u9fff][。！]?")
# Not the end of a word before the number of a note.
_NOTE = re.compile(r"(?<![a-z])n\d+n")
_FIGURE = re.compile(r"(fig|see)(\d+) ")
_ROW = re.compile(r"(\d+)·(\d+)\s*")
# 汉字. In a narrower column some words end in a line of one.
_WIDE = 5
# Points, between signs that stand beside each other, one of them raised.
_NEAR = 20
# Points, between blocks of a page that is not filled.
_WIDE_SPACE = 60
# A table of fewer rows stays whole.
_LONG_TABLE = 4


def rows(_repeat: int = 1) -> Iterator[Row]:
    """Yield how many books were made, and print what is wrong in them."""
    books, first, chapters = (
        int(os.environ.get(name, default))
        for name, default in (("DIGLOT_HISTORIES", 20), ("DIGLOT_SEED", 0), ("DIGLOT_CHAPTERS", 1))
    )
    faults = [
        fault
        for start in range(first, first + books, _AT_ONCE)
        for fault in faults_of(range(start, min(start + _AT_ONCE, first + books)), chapters)
    ]
    for fault in faults:
        print(fault)
    yield Row(f"{books} random books, then their faults", None, len(faults), books)


_SPHINX = ("-m", "sphinx")
# However small they are.
_IN_GROUPS = (
    "-c",
    "from sphinx.cmd.build import main; from diglot.sphinxext.typst.build import division; "
    "division.SMALL, division.GROUP, division.STEP = 0, 1, 1; main()",
)


def faults_of(seeds: range, chapters: int = 1) -> list[str]:
    """Make the books of these seeds, of which those of every second project are Chinese.

    Where so many are the `chapters` of one, it is typeset in groups of a chapter.
    """
    is_chinese = seeds.start // _AT_ONCE % 2 == 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_books(folder, seeds, is_chinese=is_chinese, chapters=chapters)
        program = _IN_GROUPS if chapters > 1 else _SPHINX
        done = subprocess.run(
            [sys.executable, *program, "-q", "-b", "typst", "-c", ".", "docs", "out"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        books = seeds[::chapters]
        pdfs = [next((folder / "out").glob(f"b{seed}.*.pdf"), None) for seed in books]
        missing = [f"b{seed}: no PDF" for seed, pdf in zip(books, pdfs, strict=True) if not pdf]
        return [
            *done.stderr.replace(str(folder), "").splitlines(),
            *missing,
            *(f"{pdf.name}: {fault}" for pdf in pdfs if pdf for fault in faults_in(pdf)),
        ]


@dataclass(frozen=True)
class Page:
    """A page: its lines in order, and how much of its height is filled, notes included.

    It `opens` a chapter where it has no running head.
    """

    lines: Sequence[str]
    filled: float
    opens: bool

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines)


def faults_in(pdf: Path) -> Iterator[str]:
    """Yield what is wrong with the pages of a PDF."""
    pages = _without_contents(pages_of(pdf))
    for number, page in pages.items():
        after = pages.get(number + 1)
        for fault in (*_of_lines(page), *_of_foot(page, after), *_of_notes(page)):
            yield f"page {number}: {fault}"
        if after and not after.opens and page.filled < _FIFTH:
            yield f"page {number}: {page.filled:.0%} of it is filled"
    yield from _of_tables(pages)
    yield from _of_figures(pages)


def _without_contents(pages: Sequence[Page]) -> dict[int, Page]:
    """Return pages by their numbers from 1; those of several chapters from the first chapter on."""
    first = next((at for at, page in enumerate(pages) if page.opens and _CHAPTER in page.text), 0)
    return dict(enumerate(pages[first:], first + 1))


def _of_lines(page: Page) -> Iterator[str]:
    for before, line in pairwise(["", *page.lines]):
        runt = len(before.rpartition(" ")[2]) >= _WIDE and _RUNT.fullmatch(line)
        if line[0] in _CLOSING or line[-1] in _OPENING or runt:
            yield f"the line {line} after {before}"


def _of_foot(page: Page, after: Page | None) -> Iterator[str]:
    if not after or not page.lines:
        return
    last, then = page.lines[-1], after.lines
    if last.startswith("§"):
        yield f"ends in the heading {last}"
    if last.endswith((":", "：")) and any("◦" in line for line in then[:1]):
        yield f"its list does not follow {last}"


def _of_notes(page: Page) -> Iterator[str]:
    for name, count in Counter(_NOTE.findall(page.text)).items():
        if count == 1:
            yield f"the mark or the note {name}"


def _of_tables(pages: Mapping[int, Page]) -> Iterator[str]:
    where = [
        (table, int(row), number)
        for number, page in pages.items()
        for line in page.lines
        for table, row in _ROW.findall(line)
    ]
    last = {table: row for table, row, _ in sorted(where)}
    alone = Counter((table, number) for table, _, number in where)
    for table, row, number in where:
        # A tall row in the middle may be all that a figure leaves room for.
        ends = row in (1, last[table])
        if alone[table, number] == 1 and last[table] >= _LONG_TABLE and ends:
            yield f"page {number}: one row of table {table}"


def _of_figures(pages: Mapping[int, Page]) -> Iterator[str]:
    where = {
        (kind, int(figure)): number
        for number, page in pages.items()
        for kind, figure in _FIGURE.findall(" ".join(page.lines))
    }
    figures = sorted((figure, number) for (kind, figure), number in where.items() if kind == "fig")
    for (_, before), (figure, number) in pairwise([(0, 0), *figures]):
        if number < max(before, where["see", figure]):
            yield f"page {number}: figure {figure} stands before the text or figure it follows"


def pages_of(pdf: Path) -> list[Page]:
    """Return the pages of a PDF, without heads and feet."""
    document = pdfium.PdfDocument(pdf)
    pages = [_page(document[number]) for number in range(len(document))]
    document.close()
    return pages


def _page(page: pdfium.PdfPage) -> Page:
    textpage = page.get_textpage()
    boxes = [
        item.get_bounds()
        for item in page.get_objects(max_depth=1)
        if pdfium_c.FPDFPageObj_GetMarkedContentID(item.raw) >= 0
    ]
    _, height = page.get_size()
    lines = list(_lines(textpage))
    textpage.close()
    opens = not lines or not lines[0].startswith(_HEAD)
    return Page(_without_ends(lines), _filled(boxes) / (height * 0.8), opens)


def _filled(boxes: Sequence[Sequence[float]]) -> float:
    """Return the height of what is printed, without a wide space across the page.

    That is the one above the notes, where they are all that stands at the foot.
    """
    if not boxes:
        return 0
    by_height = sorted(boxes, key=lambda box: -box[3])
    first = low = by_height[0][3]
    widest = 0.0
    for box in by_height:
        widest = max(widest, low - box[3])
        low = min(low, box[1])
    return first - low - (widest if widest > _WIDE_SPACE else 0)


def _lines(textpage: pdfium.PdfTextPage) -> Iterator[str]:
    """Yield the lines of a page; PDFium also divides them where something is raised."""
    line, last = "", None
    for match in re.finditer(r"[^\r\n]+", textpage.get_text_range()):
        first, end = (textpage.get_charbox(at) for at in (match.start(), match.end() - 1))
        goes_on = last and 0 < first[0] - last[0] < _NEAR and abs(first[1] - last[1]) < _NEAR
        if line.strip() and not goes_on:
            yield line.strip()
            line = ""
        line, last = line + match[0], end
    if line.strip():
        yield line.strip()


def _without_ends(lines: Sequence[str]) -> list[str]:
    """Return the lines between the head of a page and its number."""
    has_head = bool(lines) and lines[0].startswith(_HEAD)
    # The title of a chapter may stand in it.
    rest = lines[1 + any(line.startswith(_CHAPTER) for line in lines[1:2]) :] if has_head else lines
    return [line for line in rest if not line.isdigit()]
