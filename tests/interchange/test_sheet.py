from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from diglot.catalog.entry import Comments, Entry
from diglot.core.errors import DiglotError
from diglot.interchange.cells import COLUMNS, LONGEST, escaped, unescaped
from diglot.interchange.returned import Answer, ImportDecision
from diglot.interchange.sheet import fits, write_sheet
from diglot.interchange.sheet_reader import read_sheet
from exchange import all_unchanged, answers, batch, entry, first_segment

REMARKED = entry("天{ref}`地`", "Sky {ref}`地`", comments=Comments(translator=("check",)))


def reviewed(one: Entry, **cells: Any) -> ImportDecision:
    """Export an entry, fill in cells of its row, and read the workbook back."""
    sent = batch(one)
    book = load_workbook(io.BytesIO(write_sheet(sent)))
    sheet = book.worksheets[0]
    names = [cell.value for cell in next(sheet.iter_rows())]
    for name, value in cells.items():
        sheet.cell(2, names.index(name.replace("_", " ")) + 1).value = value
    (decision,) = answers(sent, read_sheet(saved(book), "back.xlsx"))
    return decision


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def texts(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


TEXTS = st.text() | st.from_regex("(_x00[0-9A-F]{2}_?)+", fullmatch=True)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(TEXTS.filter(bool), TEXTS, st.booleans()),
        min_size=1,
        max_size=4,
        unique_by=lambda message: message[0],
    )
)
def test_an_untouched_sheet_changes_nothing_and_loses_nothing(
    messages: list[tuple[str, str, bool]],
) -> None:
    sent = batch(*(entry(msgid, msgstr, fuzzy=fuzzy) for msgid, msgstr, fuzzy in messages))
    data = write_sheet(sent)
    # Reading and saving is what a spreadsheet does.
    back = list(read_sheet(saved(load_workbook(io.BytesIO(data))), "back.xlsx"))
    assert [(row.source, row.target) for row in back] == [pair[:2] for pair in messages]
    assert all_unchanged(answers(sent, back))


@given(TEXTS)
def test_cells_hold_every_character(text: str) -> None:
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, ImportDecision(Answer.UNCHANGED)),
        ({"new_target": "Heaven {ref}`地`"}, ImportDecision(Answer.TAKEN, "Heaven {ref}`地`")),
        (
            {"new_target": "Heaven {ref}`地`", "state": "needs review"},
            ImportDecision(Answer.TAKEN, "Heaven {ref}`地`", fuzzy=True),
        ),
        ({"state": "needs review"}, ImportDecision(Answer.TAKEN, "Sky {ref}`地`", fuzzy=True)),
        ({"new_target": "Sky {ref}`地`"}, ImportDecision(Answer.UNCHANGED)),
    ],
    ids=["nothing", "words", "doubtful words", "doubt", "the same words"],
)
def test_a_row_is_taken_where_it_changed(cells: dict[str, str], expected: ImportDecision) -> None:
    assert reviewed(REMARKED, **cells) == expected


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"new_target": "Heaven"}, "{ref}`地` is missing"),
        ({"new_target": 3.5}, "“new target” is no text"),
        ({"state": "done"}, "“done” is no state"),
        ({"source": "地"}, "the source"),
        ({"target": ""}, "empty"),
    ],
)
def test_a_row_is_refused_with_its_reason(cells: dict[str, object], reason: str) -> None:
    decision = reviewed(REMARKED, **cells)
    assert decision.answer is Answer.REFUSED
    assert reason in decision.reason


def test_what_looks_like_a_formula_is_text() -> None:
    sheet = load_workbook(io.BytesIO(write_sheet(batch(entry("=1+1", "=SUM(1)"))))).worksheets[0]
    assert [cell.data_type for cell in sheet[2] if cell.value in ("=1+1", "=SUM(1)")] == ["s", "s"]
    assert reviewed(entry("=1+1", "=1+2"), new_target="=1+1").text == "=1+1"


def test_a_row_shows_what_a_reviewer_needs_and_unlocks_what_is_theirs() -> None:
    sheet = load_workbook(io.BytesIO(write_sheet(batch(REMARKED)))).worksheets[0]
    assert sheet.title == "en"
    assert sheet.freeze_panes == "A2"
    names = [str(cell.value) for cell in next(sheet.iter_rows())]
    row = dict(zip(names, sheet[2], strict=True))
    assert row["comment"].value == "check"
    assert row["document"].value == "talks/one"
    assert sheet.protection.sheet
    opened = {name for name, cell in row.items() if not cell.protection.locked}
    assert opened == {"state", "comment", "new target"}
    (choice,) = [
        validation
        for validation in sheet.data_validations.dataValidation
        if validation.type == "list"
    ]
    assert choice.formula1 == '"translated,needs review,untranslated"'


def test_a_cell_has_a_longest_text() -> None:
    assert fits(first_segment(entry("文" * LONGEST)))
    assert not fits(first_segment(entry("文" * (LONGEST + 1))))
    assert not fits(first_segment(entry("文", "\a" * 5000)))
    # Cells count a character beyond the first 65,536 as two.
    assert not fits(first_segment(entry("\U00020000" * (LONGEST // 2 + 1))))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no workbook"])
def test_no_workbook(data: bytes) -> None:
    with pytest.raises(DiglotError) as caught:
        list(read_sheet(data, "back.xlsx"))
    assert str(caught.value.location) == "back.xlsx"


def test_the_sheet_asks_for_the_codes_of_the_source() -> None:
    sent = batch(entry("见{ref}`这里 <a-b>`和`code`，*重*，[链接](x.md)。"), entry("天"))
    sheet = load_workbook(io.BytesIO(write_sheet(sent))).worksheets[0]
    first = len(COLUMNS) + 1
    assert [sheet.cell(2, first + n).value for n in range(4)] == ["a-b", "code", "x.md", None]
    assert sheet.cell(3, first).value is None
    assert all(sheet.column_dimensions[get_column_letter(first + n)].hidden for n in range(8))
    [rule] = [
        validation
        for validation in sheet.data_validations.dataValidation
        if validation.type == "custom"
    ]
    assert str(rule.sqref) == "H2:H3"
    assert rule.formula1.startswith('OR(H2="",AND(ISNUMBER(FIND(K2,H2)),ISNUMBER(FIND(L2,H2))')
    # Source: Excel's limits for the formula and the words of a validation.
    assert (len(rule.formula1) <= 255, len(rule.error) <= 225) == (True, True)
    assert rule.errorStyle == "warning"


def test_the_how_to_is_in_the_languages_of_both() -> None:
    how = load_workbook(io.BytesIO(write_sheet(batch(entry("天"))))).worksheets[1]
    words = [row[0].value for row in how.iter_rows()]
    assert (words[0], words[6], len(words)) == ("How to review", "怎样审校", 12)
