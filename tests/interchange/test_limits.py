"""Files that were made, or happened, to take all memory or time of who reads them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from itertools import repeat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from diglot.core.errors import DiglotError
from diglot.interchange.limits import DEEPEST, LARGEST
from diglot.interchange.read import read_returned
from diglot.interchange.returned import Answer
from diglot.interchange.sheet import write_sheet
from diglot.interchange.xliff1 import write_xliff1
from exchange import answers, batch, entry

SENT = batch(entry("天", "Sky"))
SHEET = write_sheet(SENT)
XLIFF = write_xliff1(SENT).decode()
ROWS, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"

# Reads a file in a process of its own, and says what came of it and what it took.
READ = """
import json, sys, time
from pathlib import Path
from diglot.core.errors import DiglotError
from diglot.interchange.read import read_returned
data, started = Path(sys.argv[1]).read_bytes(), time.process_time()
try:
    answer = len(list(read_returned(data, "back")))
except DiglotError as error:
    answer = error.message
# getrusage would count what the process was that this one was forked from.
memory = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024
print(json.dumps([answer, time.process_time() - started, memory]))
"""


def note_in_the_last_row() -> bytes:
    book = load_workbook(io.BytesIO(SHEET))
    book.worksheets[0].cell(1_048_576, 7).value = "a note"
    return saved(book.save)


def saved(save: Callable[[io.BytesIO], None]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def with_more(part: str, before: bytes, more: bytes, number: int) -> bytes:
    """The sheet with `more` put `number` times before the end of a part."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(SHEET)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            head, end, tail = old.read(name).partition(before if name == part else b"\0")
            with new.open(name, "w") as file:
                file.write(head)
                if end:
                    for _ in repeat(None, number // 1000):
                        file.write(more * 1000)
                file.write(end + tail)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (note_in_the_last_row, 1),
        (lambda: with_more(ROWS, b"</sheetData>", b"<row/>", 50_000_000), "far more"),
        (lambda: with_more(ROWS, b"</sheetData>", b"<row/>", 80_000), "far more"),
        (lambda: with_more(ROWS, b"<c ", b"<c/>", 100_000), "far more"),
        (lambda: with_more(STYLES, b"</cellXfs>", b"<xf/>", 80_000), "far more"),
        (
            lambda: with_more(BOOK, b"</sheets>", b'<sheet name="a" sheetId="1"/>', 2000),
            "100 sheets",
        ),
        (lambda: XLIFF.replace("Sky", "&#65;" * 4_000_000).encode(), 1),
        (lambda: XLIFF.replace("Sky", "<x/>" * 2_500_000).encode(), "tags"),
        (lambda: b"<" * (LARGEST + 1), "larger than 32 MB"),
    ],
    ids=[
        "a note in the last row",
        "300 MB of rows",
        "rows",
        "columns",
        "formats",
        "sheets",
        "a long text",
        "tags",
        "a large file",
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process took")
def test_no_file_takes_more_than_a_second_and_200_megabytes(
    data: Callable[[], bytes], answer: int | str, tmp_path: Path
) -> None:
    path = tmp_path / "back"
    path.write_bytes(data())
    done = subprocess.run([sys.executable, "-c", READ, path], capture_output=True, check=True)
    came, seconds, megabytes = json.loads(done.stdout)
    assert came == answer or str(answer) in str(came)
    assert seconds < 1
    assert megabytes < 200


def test_unpacking_stops_at_the_size_that_a_part_declares() -> None:
    data = bytearray(with_more(ROWS, b"</sheetData>", b"<row/>", 1_000_000))
    # The size stands in the directory at the end; a reader that trusts it must hold to it.
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(ROWS.encode()))
    data[place + 24 : place + 28] = (2000).to_bytes(4, "little")
    with pytest.raises(DiglotError, match="no readable Excel workbook"):
        list(read_returned(bytes(data), "back.xlsx"))


LAUGHS = "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 10}">'
    for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("head", "text", "words"),
    [
        (f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>', "&i;", "no readable XML"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;", "XML entities"),
        ('<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>', "Sky", "XML entities"),
        ("", "<g>" * 5000 + "</g>" * 5000, "no readable XML"),
    ],
    ids=["a billion laughs", "a file", "a file as a definition", "depth"],
)
def test_xml_that_grows_or_reaches_out_is_refused(head: str, text: str, words: str) -> None:
    declaration, body = XLIFF.split("?>", 1)
    data = f"{declaration}?>{head}{body.replace('Sky', text)}".encode()
    with pytest.raises(DiglotError, match=words):
        list(read_returned(data, "back.xlf"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<bx id="1"/>' * 5000 + '<ex id="1"/>' * 5000, f"more than {DEEPEST} codes"),
        (f'<x id="{"9" * 5000}"/>', "there is no code"),
        ("*a **b " * 20_000, "140,000 characters, where the source has 1"),
    ],
    ids=["depth", "number", "length"],
)
def test_a_message_beyond_all_measure_is_refused(text: str, reason: str) -> None:
    back = read_returned(XLIFF.replace("Sky", text).encode(), "back.xlf")
    (decision,) = answers(SENT, back)
    assert decision.answer is Answer.REFUSED
    assert reason in decision.reason


def test_files_inside_files_are_not_read_again_and_again() -> None:
    unit = XLIFF[XLIFF.index("<trans-unit") : XLIFF.index("</trans-unit>")] + "</trans-unit>"
    data = XLIFF.replace("<body>", "<body>" + "<file>" * 50 + unit + "</file>" * 50)
    assert len(list(read_returned(data.encode(), "back.xlf"))) == 2
