"""Reads a review sheet that came back, whatever program saved it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from diglot.catalog.entry import State
from diglot.core.diagnostic import Location
from diglot.core.errors import DiglotError
from diglot.interchange.cells import COLUMNS, OPEN, STATES, unescaped
from diglot.interchange.returned import Returned


def read_sheet(data: bytes, name: str) -> Iterator[Returned]:
    """Yield the rows of a workbook that came back. Raises DiglotError where it is damaged."""
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
        if {"id", "version", *OPEN} <= set(names):
            for number, cells in enumerate(rows, 2):
                values = dict(zip(names, (cell.value for cell in cells), strict=False))
                if values.get("id"):
                    yield _read_row(values, sheet.title, number)


def _read_row(values: Mapping[str, Any], language: str, line: int) -> Returned:
    cells = {name: _text(values.get(name)) for name in COLUMNS}
    state = (cells["state"] or "").strip().casefold()
    fault = next((f"“{name}” is no text" for name, text in cells.items() if text is None), "")
    if state not in STATES.values():
        fault = fault or f"“{state}” is no state; choose one from the list"
    return Returned(
        language=language,
        domain=cells["document"] or "",
        id=cells["id"] or "",
        source=cells["source"] or "",
        target=cells["new target"] or cells["target"] or "",
        confirmed=state == STATES[State.TRANSLATED],
        version=cells["version"],
        comment=cells["comment"] or "",
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
