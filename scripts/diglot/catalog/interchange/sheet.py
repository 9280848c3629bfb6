"""A review sheet: every message with its translation in a row, and a column for a better one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from diglot.catalog.entry import State
from diglot.catalog.interchange.returned import Returned
from diglot.catalog.interchange.segment import Batch, Segment
from diglot.core.diagnostic import Location
from diglot.core.errors import DiglotError

LONGEST = 32_767
"""Characters in a cell; Excel cuts what is longer. Source: Excel's specifications and limits."""

_COLUMNS = {
    "document": 18,
    "line": 7,
    "context": 20,
    "source": 50,
    "target": 50,
    "state": 14,
    "comment": 30,
    "new target": 50,
    "id": 4,
    "version": 4,
}
_OPEN = ("state", "comment", "new target")
_HIDDEN = ("id", "version")
_STATES = {
    State.TRANSLATED: "translated",
    State.FUZZY: "needs review",
    State.UNTRANSLATED: "untranslated",
}
_HOW = (
    "How to review",
    "Write a better translation into “new target”. Leave the cell empty where the target is right.",
    "Set “state” to “translated” where you vouch for a row, to “needs review” where you do not.",
    "What you write into “comment” is kept with the message.",
    "Leave markup as it is: `code`, {role}`text <target>`, [link](address), $formula$, {{name}}.",
    "The other columns are locked. Columns may be made wider; rows may be sorted and filtered.",
)
_HEAD = PatternFill("solid", fgColor="FF1F3A4D")
_LOCKED = PatternFill("solid", fgColor="FFF3F1EC")
# Characters that the format cannot hold, and texts that look like its escapes of them.
# Source: ECMA-376, part 1, 22.9.2.19, ST_Xstring.
_ESCAPES = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def fits(segment: Segment) -> bool:
    """Return whether a segment's texts fit into cells."""
    comment = "\n".join(segment.entry.comments.translator)
    return all(len(escaped(text)) <= LONGEST for text in (segment.source, segment.target, comment))


def write_sheet(batch: Batch) -> bytes:
    """Return the batch as an Excel workbook. Segments have to pass `fits`."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = batch.target.bcp47
    _write_head(sheet)
    row = 1
    for segment in (each for these in batch.documents.values() for each in these):
        row += 1
        _write_row(sheet, row, segment)
    states = ",".join(_STATES.values())
    choice = DataValidation("list", formula1=f'"{states}"', allow_blank=False)
    choice.error = f"One of: {states}"
    sheet.add_data_validation(choice)
    choice.add(f"{_letter('state')}2:{_letter('state')}{max(row, 2)}")
    sheet.auto_filter.ref = f"A1:{_letter('new target')}{max(row, 2)}"
    _write_how(book.create_sheet("How to"))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_head(sheet: Worksheet) -> None:
    for name, width in _COLUMNS.items():
        cell = _put(sheet, 1, name, name)
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = _HEAD
        column = sheet.column_dimensions[_letter(name)]
        column.width, column.hidden = width, name in _HIDDEN
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    # These name what is forbidden.
    for allowed in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)


def _write_row(sheet: Worksheet, row: int, segment: Segment) -> None:
    section = [note.text for note in segment.notes if note.kind in ("section", "context")]
    values = {
        "document": segment.domain,
        "line": str(segment.entry.line),
        "context": "\n".join(section),
        "source": segment.source,
        "target": segment.target,
        "state": _STATES[segment.state],
        "comment": "\n".join(segment.entry.comments.translator),
        "new target": "",
        "id": segment.id,
        "version": segment.written_version,
    }
    for name, text in values.items():
        cell = _put(sheet, row, name, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if name in _OPEN:
            cell.protection = Protection(locked=False)
        else:
            cell.fill = _LOCKED


def _put(sheet: Worksheet, row: int, name: str, text: str) -> Cell:
    cell = sheet.cell(row, list(_COLUMNS).index(name) + 1)
    assert isinstance(cell, Cell)  # noqa: S101 - no cells are merged here
    if text:
        cell.value = escaped(text)
        # A text that begins with an equals sign is no formula.
        cell.data_type = "s"
        cell.quotePrefix = text.startswith("=")
    cell.number_format = "@"
    return cell


def _write_how(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 100
    for row, text in enumerate(_HOW, 1):
        cell = sheet.cell(row, 1, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=row == 1, size=14 if row == 1 else 11)


def _letter(name: str) -> str:
    return get_column_letter(list(_COLUMNS).index(name) + 1)


def read_sheet(data: bytes, name: str) -> Iterator[Returned]:
    """Yield the rows of a workbook that came back. Raises DiglotError where it is none of ours."""
    try:
        book = load_workbook(io.BytesIO(data))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise DiglotError(
            f"this is no readable Excel workbook: {error}",
            location=Location(name),
            hint="save it as .xlsx once more",
        ) from error
    for sheet in book.worksheets:
        rows = sheet.iter_rows()
        names = [str(cell.value or "") for cell in next(rows, ())]
        if {"id", "version", *_OPEN} <= set(names):
            for number, cells in enumerate(rows, 2):
                values = dict(zip(names, (cell.value for cell in cells), strict=False))
                if values.get("id"):
                    yield _read_row(values, sheet.title, number)


def _read_row(values: Mapping[str, Any], language: str, line: int) -> Returned:
    cells = {name: _text(values.get(name)) for name in _COLUMNS}
    state = (cells["state"] or "").strip().casefold()
    fault = next((f"“{name}” is no text" for name, text in cells.items() if text is None), "")
    if state not in _STATES.values():
        fault = fault or f"“{state}” is no state; choose one from the list"
    return Returned(
        language=language,
        domain=cells["document"] or "",
        id=cells["id"] or "",
        source=cells["source"] or "",
        target=cells["new target"] or cells["target"] or "",
        confirmed=state == _STATES[State.TRANSLATED],
        version=cells["version"],
        remark=cells["comment"] or "",
        line=line,
        fault=fault,
    )


def _text(value: object) -> str | None:
    """Return the text of a cell; None where it holds a date or a computed number."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return unescaped(value) if isinstance(value, str) else None


def escaped(text: str) -> str:
    """Return `text` as a cell holds it."""
    return _ESCAPES.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Return what the text of a cell means: the inverse of `escaped`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
