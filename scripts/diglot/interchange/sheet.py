"""A review sheet: every message with its translation in a row, and a column for a better one."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import chain
from math import ceil
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from diglot.core.i18n import _, translated
from diglot.core.translations import own_catalogs_of
from diglot.interchange.cells import COLUMNS, HIDDEN, LONGEST, OPEN, STATES, escaped, size
from diglot.interchange.segment import Batch, Segment
from diglot.interchange.sheet_codes import MISSING, ask_for_codes, write_required

_HOW = (
    _("How to review"),
    _("Write a better translation into “new target”. Leave it empty where the target is right."),
    _("Set “state” to “translated” where you vouch for a row, to “needs review” where you do not."),
    _("What you write into “comment” is kept with the message."),
    _("Leave markup as it is: `code`, {role}`text <target>`, [link](url), $formula$, {{name}}."),
    _("The other columns are locked. Columns may be made wider; rows may be sorted and filtered."),
)
_HEAD = PatternFill("solid", fgColor="FF1F3A4D")
_LOCKED = PatternFill("solid", fgColor="FFF3F1EC")
_RULE = Border(bottom=Side("hair", color="FFB8B2A5"))
_COLOURS = {"needs review": "FFFBE8B5", "untranslated": "FFF6CFC6"}
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_EDITABLE = Protection(locked=False)
_LINE, _TALLEST = 15.0, 409.0
"""Heights of rows in points: for a line of text, and the most that Excel allows."""


def fits(segment: Segment) -> bool:
    """Return whether a segment's texts fit into cells."""
    comment = "\n".join(segment.entry.comments.translator)
    return all(size(text) <= LONGEST for text in (segment.source, segment.target, comment))


def write_sheet(batch: Batch) -> bytes:
    """Return the batch as an Excel workbook. Segments have to pass `fits`."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = batch.target.bcp47
    _write_head(sheet)
    row = 1
    for segment in chain.from_iterable(batch.documents.values()):
        row += 1
        _write_row(sheet, row, segment)
        write_required(sheet, row, segment)
    _offer_states(sheet, max(row, 2))
    languages = own_catalogs_of([batch.target.tag, batch.source.tag])
    missing = "\n".join(translated(MISSING, catalogs) for catalogs in languages)
    ask_for_codes(sheet, _letter("new target"), max(row, 2), missing)
    sheet.auto_filter.ref = f"A1:{_letter('new target')}{max(row, 2)}"
    how = [translated(text, catalogs) for catalogs in languages for text in _HOW]
    _write_how(book.create_sheet("How to"), how)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_head(sheet: Worksheet) -> None:
    for name, width in COLUMNS.items():
        cell = _put(sheet, 1, name, name)
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = _HEAD
        column = sheet.column_dimensions[_letter(name)]
        column.width, column.hidden = width, name in HIDDEN
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    # These name what is forbidden.
    for allowed in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)


def _offer_states(sheet: Worksheet, last: int) -> None:
    """Let the state be chosen from a list, and show by colour what is left to do."""
    states = ",".join(STATES.values())
    choice = DataValidation("list", formula1=f'"{states}"', allow_blank=False)
    choice.error = f"One of: {states}"
    cells = f"{_letter('state')}2:{_letter('state')}{last}"
    sheet.add_data_validation(choice)
    choice.add(cells)
    for state, colour in _COLOURS.items():
        fill = PatternFill("solid", bgColor=colour)
        style = DifferentialStyle(fill=fill)
        rule = Rule("cellIs", operator="equal", formula=[f'"{state}"'], dxf=style)
        sheet.conditional_formatting.add(cells, rule)


def _write_row(sheet: Worksheet, row: int, segment: Segment) -> None:
    section = [note.text for note in segment.notes if note.kind in ("section", "context")]
    values = {
        "document": segment.domain,
        "line": str(segment.entry.line),
        "context": "\n".join(section),
        "source": segment.source,
        "target": segment.target,
        "state": STATES[segment.state],
        "comment": "\n".join(segment.entry.comments.translator),
        "new target": "",
        "id": segment.id,
        "version": segment.written_version,
    }
    for name, text in values.items():
        cell = _put(sheet, row, name, text)
        cell.alignment = _WRAPPED
        cell.border = _RULE
        if name in OPEN:
            cell.protection = _EDITABLE
        else:
            cell.fill = _LOCKED
    lines = max(_lines(text, COLUMNS[name]) for name, text in values.items() if name not in HIDDEN)
    # Not every program makes room for wrapped text by itself.
    sheet.row_dimensions[row].height = min(lines * _LINE + 3, _TALLEST)


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column; ideographs are two characters wide."""
    lines = text.split("\n")
    columns = [sum(1 + (east_asian_width(char) in "WF") for char in line) for line in lines]
    # Words do not fill a line to its end.
    return sum(max(1, ceil(count / (width * 0.95))) for count in columns)


def _put(sheet: Worksheet, row: int, name: str, text: str) -> Cell:
    cell = sheet.cell(row, list(COLUMNS).index(name) + 1)
    assert isinstance(cell, Cell)  # noqa: S101 - no cells are merged here
    if text:
        cell.value = escaped(text)
        # A text that begins with an equals sign is no formula.
        cell.data_type = "s"
        cell.quotePrefix = text.startswith("=")
    cell.number_format = "@"
    return cell


def _write_how(sheet: Worksheet, texts: Sequence[str]) -> None:
    sheet.column_dimensions["A"].width = 100
    for row, text in enumerate(texts):
        cell = sheet.cell(row + 1, 1, text)
        cell.alignment = _WRAPPED
        is_head = row % len(_HOW) == 0
        cell.font = Font(bold=is_head, size=14 if is_head else 11)


def _letter(name: str) -> str:
    return get_column_letter(list(COLUMNS).index(name) + 1)
