"""How much a file may hold that came back: a small file must not take all memory and time.

The bounds leave twice to four times what sheets of real books need: those have 0.4 tags and
6 bytes in each byte of the workbook, and 0.8 KB of XML for each message.
"""

from __future__ import annotations

from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from diglot.core.diagnostic import Location
from diglot.core.errors import DiglotError
from diglot.core.i18n import _

LARGEST = 32 * 2**20
"""Bytes of a file that came back: XLIFF with some 40,000 messages."""

DEEPEST = 50
"""Codes inside each other, in one message."""

SHEETS = 100
"""Sheets of a workbook."""

_MOST_TAGS = 2_000_000
_STYLES = "xl/styles.xml"
# Tags that any workbook may have, tags and bytes for each byte that it is packed in.
_TAGS, _TAGS_A_BYTE = 20_000, 1
_BYTES, _BYTES_A_BYTE = 2**19, 20
_CHUNK = 2**16
_EXPORT_PARTS = _("export it in parts, with `diglot export FORMAT --each`")
_COPY_ROWS = _("copy the rows with messages into the workbook that was exported, and import that")


def longest_translation(source: str) -> int:
    """Return how many characters a translation of `source` may have."""
    return 10_000 + 10 * len(source)


def check_size(data: bytes, name: str) -> None:
    """Raise DiglotError for a file that is too large to be read; `name` is what messages call it.

    The memory that XML takes depends on its tags more than on its bytes.
    """
    if len(data) > LARGEST:
        reason = _("this file is larger than {size} MB", size=LARGEST // 2**20)
        raise DiglotError(reason, location=Location(name), hint=_EXPORT_PARTS)
    if data.count(b"<") > _MOST_TAGS:
        reason = _("this file has more than {number:,} tags", number=_MOST_TAGS)
        raise DiglotError(reason, location=Location(name), hint=_EXPORT_PARTS)


def check_workbook(archive: ZipFile, packed: int, name: str) -> None:
    """Raise DiglotError for a workbook of `packed` bytes that unpacks to far more than a sheet.

    That is either a trap or a sheet whose formats go on to its last row.
    """
    parts = archive.infolist()
    # A part never unpacks to more than it declares; other methods unpack without bound.
    size = sum(part.file_size for part in parts)
    methods = {part.compress_type for part in parts}
    if size > _BYTES + packed * _BYTES_A_BYTE or not methods <= {ZIP_STORED, ZIP_DEFLATED}:
        raise _too_much(_("{size:,} bytes in {packed:,}", size=size, packed=packed), name)
    tags = {part.filename: _count_tags(archive, part.filename) for part in parts}
    if sum(tags.values()) > _TAGS + packed * _TAGS_A_BYTE or tags.get(_STYLES, 0) > _TAGS:
        raise _too_much(
            _(
                "{number:,} cells and other elements in {packed:,} bytes",
                number=sum(tags.values()),
                packed=packed,
            ),
            name,
        )


def too_many_sheets(name: str) -> DiglotError:
    """Return the error for a workbook with more than `SHEETS` sheets."""
    return _too_much(_("more than {number} sheets", number=SHEETS), name)


def _too_much(what: str, name: str) -> DiglotError:
    return DiglotError(
        _("this workbook holds far more than a review sheet: {what}", what=what),
        location=Location(name),
        hint=_COPY_ROWS,
    )


def _count_tags(archive: ZipFile, part: str) -> int:
    with archive.open(part) as file:
        return sum(chunk.count(b"<") for chunk in iter(lambda: file.read(_CHUNK), b""))
