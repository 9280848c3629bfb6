"""Reads a review sheet that came back, whatever program saved it."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader

from diglot.catalog.entry import State
from diglot.core.diagnostic import Location
from diglot.core.errors import DiglotError, UsageError
from diglot.core.i18n import _
from diglot.interchange.cells import COLUMNS, LONGEST, OPEN, STATES, unescaped
from diglot.interchange.limits import SHEETS, check_workbook, too_many_sheets
from diglot.interchange.returned import Returned

_LAST_COLUMN, _LAST_ROW = 100, 1_048_576
"""Where we look for columns of ours, and the last row that Excel has."""


def read_sheet(data: bytes, name: str) -> Iterator[Returned]:
    """Yield the rows of a workbook that came back, calling it `name` in messages.

    Raises DiglotError where it is damaged or holds far more than a review sheet, UsageError where
    it holds none.
    """
    with _damage_named(name):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_workbook(archive, len(data), name)
        reviewed = False
        for sheet in _open(data, name).worksheets:
            # Rows come one after another: a note far below costs nothing. What the sheet says of
            # its own size is not asked.
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=_LAST_ROW, max_col=_LAST_COLUMN, values_only=True)
            names = [str(value or "") for value in next(rows, ())]
            if {"id", "version", *OPEN} <= set(names):
                reviewed = True
                yield from _rows(rows, names, sheet.title)
    if not reviewed:
        raise UsageError(
            _("there is no review sheet in this workbook: none of its sheets has our columns"),
            location=Location(name),
            hint=_(
                "leave the first row as `diglot export xlsx` writes it: {columns}",
                columns=", ".join(COLUMNS),
            ),
        )


def _open(data: bytes, name: str) -> Workbook:
    reader = ExcelReader(io.BytesIO(data), read_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    # Several sheets may share one part, so that their number multiplies the work.
    if len(reader.parser.sheets) > SHEETS:
        raise too_many_sheets(name)
    with warnings.catch_warnings():
        # It warns of what it leaves out, such as pictures, which we do not ask for.
        warnings.simplefilter("ignore")
        reader.read()
    return reader.wb


@contextmanager
def _damage_named(name: str) -> Iterator[None]:
    try:
        yield
    except DiglotError:
        raise
    except Exception as error:  # openpyxl fails in as many ways as a file can be damaged
        raise DiglotError(
            _("this is no readable Excel workbook: {error}", error=error),
            location=Location(name),
            hint=_("save it as .xlsx once more"),
        ) from error


def _rows(rows: Iterable[tuple[Any, ...]], names: list[str], language: str) -> Iterator[Returned]:
    """Yield the rows below the first, which has the names of the columns."""
    id_at = names.index("id")
    for number, cells in enumerate(rows, 2):
        # Most rows above a note far below are empty.
        if cells[id_at]:
            yield _read_row(dict(zip(names, cells, strict=True)), language, number)


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
    if isinstance(value, str) and len(value) <= LONGEST:
        return unescaped(value)
    return None
