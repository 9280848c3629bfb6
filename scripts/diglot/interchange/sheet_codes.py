"""The codes of a message, which its row in a review sheet asks for while somebody types."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from diglot.core.i18n import _
from diglot.interchange.cells import COLUMNS
from diglot.interchange.inline_codes import TYPOGRAPHY, CodeKind, InlineCode, walk
from diglot.interchange.segment import Segment

MISSING = _("A code of the source is missing: `code`, {role}, link, formula or {{name}}.")

_MOST = 8
_LONGEST = 255
"""How many codes fit into the formula of a validation, and the longest text that FIND takes.

Source: Excel's specifications and limits; such a formula has 255 characters.
"""
_FIRST = len(COLUMNS) + 1
_FREE = TYPOGRAPHY | {CodeKind.CHARACTER}


def required(segment: Segment) -> list[str]:
    """Return what a translation has to hold of the codes of its source, as it is written."""
    parts = (_part(code) for code in walk(segment.nodes) if code.kind not in _FREE)
    return [part for part in dict.fromkeys(parts) if len(part) <= _LONGEST][:_MOST]


def _part(code: InlineCode) -> str:
    if code.target and code.target in code.written:
        return code.target
    return code.start if code.paired else code.written


def write_required(sheet: Worksheet, row: int, segment: Segment) -> None:
    """Write the codes of a row into hidden columns behind all others."""
    for column, part in enumerate(required(segment), _FIRST):
        cell = sheet.cell(row, column, part)
        cell.data_type, cell.number_format = "s", "@"


def ask_for_codes(sheet: Worksheet, column: str, last: int, error: str) -> None:
    """Let Excel ask, with the words `error`, where a cell of a column lacks codes of its row."""
    codes = [get_column_letter(number) for number in range(_FIRST, _FIRST + _MOST)]
    for letter in codes:
        sheet.column_dimensions[letter].hidden = True
    found = ",".join(f"ISNUMBER(FIND({letter}2,{column}2))" for letter in codes)
    # Who means it may go on: the import looks once more.
    rule = DataValidation(
        "custom", formula1=f'OR({column}2="",AND({found}))', errorStyle="warning", error=error
    )
    rule.showErrorMessage = True
    sheet.add_data_validation(rule)
    rule.add(f"{column}2:{column}{last}")
