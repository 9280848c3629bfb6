"""Writes a PDF, one lot of objects after the other, so that memory holds one of them.

What is no stream goes, many at a time, into compressed streams of objects.
"""

from __future__ import annotations

import shutil
import sys
import zlib
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

# Objects of the structure are small and alike: more in one stream save little, and a reader has to
# unpack all of those beside one that it wants.
IN_ONE_STREAM = 200
# The widths of the columns of the table of objects, in bytes: kind, place, number within a stream.
_WIDTHS = (1, 5, 2)
_UNUSED, _PLAIN, _PACKED = 0, 1, 2
# So many bytes are copied at once.
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class WrittenObjects:
    """Objects as they stand in a PDF, wherever in it that will be; `data` may be a file of them.

    `plain` are the numbers of those that stand in `data` themselves, and where; `packed` the
    others: the number of each, that of the stream it is in, and which one it is in there.
    """

    data: bytes | Path
    plain: tuple[tuple[int, int], ...]
    packed: tuple[tuple[int, int, int], ...]


@dataclass(slots=True)
class Objects:
    """Collects objects, numbered by the caller; `reserve` gives numbers for what they go into.

    Without `packs`, none is packed: PDF knows that since version 1.5. All have generation 0.
    """

    reserve: Callable[[], int]
    packs: bool
    _data: bytearray = field(default_factory=bytearray)
    _waiting: list[tuple[int, bytes]] = field(default_factory=list)
    _plain: list[tuple[int, int]] = field(default_factory=list)
    _packed: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, number: int, text: bytes) -> None:
        """Write an object that is no stream."""
        if not self.packs:
            self._plain.append((number, len(self._data)))
            self._data += b"%d 0 obj\n%b\nendobj\n" % (number, text)
            return
        self._waiting.append((number, text))
        if len(self._waiting) == IN_ONE_STREAM:
            self._pack()

    def add_stream(self, number: int, dictionary: bytes, data: bytes) -> None:
        """Write a stream; its dictionary tells the length of the data."""
        self._plain.append((number, len(self._data)))
        self._data += b"%d 0 obj\n%b\nstream\n" % (number, dictionary)
        self._data += data
        self._data += b"\nendstream\nendobj\n"

    def written(self) -> WrittenObjects:
        """Return all of them."""
        self._pack()
        return WrittenObjects(bytes(self._data), tuple(self._plain), tuple(self._packed))

    def _pack(self) -> None:
        if not self._waiting:
            return
        stream, heads, bodies, place = self.reserve(), [], [], 0
        for at, (number, text) in enumerate(self._waiting):
            self._packed.append((number, stream, at))
            heads.append(b"%d %d" % (number, place))
            bodies.append(text)
            place += len(text) + 1
        head = b" ".join(heads) + b"\n"
        data = zlib.compress(head + b"\n".join(bodies))
        self.add_stream(
            stream,
            b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>"
            % (len(self._waiting), len(head), len(data)),
            data,
        )
        self._waiting.clear()


class PdfWriter:
    """Writes to a file that is open for bytes and empty.

    Numbers that get no object are unused; the first one that anything has is 1.
    """

    def __init__(self, file: BinaryIO, version: str) -> None:
        self._file = file
        self._kinds, self._places, self._within = bytearray(), array("Q"), array("H")
        # Bytes beyond 127 tell programs that send files that this is no text.
        self._file.write(b"%%PDF-%b\n%%\x80\x80\x80\x80\n" % version.encode())

    def append(self, objects: WrittenObjects) -> None:
        """Write some objects."""
        start = self._file.tell()
        if isinstance(objects.data, bytes):
            self._file.write(objects.data)
        else:
            with objects.data.open("rb") as file:
                shutil.copyfileobj(file, self._file, _AT_ONCE)
        for number, place in objects.plain:
            self._enter(number, _PLAIN, start + place, 0)
        for number, stream, at in objects.packed:
            self._enter(number, _PACKED, stream, at)

    def finish(
        self, root: int, info: int | None, identity: tuple[bytes, bytes], *, packs: bool
    ) -> None:
        """Write the table of objects; `identity` are the strings of the file's ID, as written.

        `packs` says whether any object is packed.
        """
        about = b"/Root %d 0 R /ID [ %b %b ]" % (root, *identity)
        about += b"" if info is None else b" /Info %d 0 R" % info
        number, place = len(self._kinds), self._file.tell()
        if not packs:
            self._finish_plain(about)
            return
        self._enter(number, _PLAIN, place, 0)
        data = zlib.compress(self._table())
        columns = sum(_WIDTHS)
        self._file.write(
            b"%d 0 obj\n<< /Type /XRef /Size %d /W [ %d %d %d ] %b"
            b" /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns %d >> /Length %d >>"
            b"\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
            % (number, number + 1, *_WIDTHS, about, columns, len(data), data, place)
        )

    def _finish_plain(self, about: bytes) -> None:
        place = self._file.tell()
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._kinds))
        for kind, at in zip(self._kinds[1:], self._places[1:], strict=True):
            self._file.write(b"%010d %05d %b \n" % (at, 0, b"n" if kind else b"f"))
        self._file.write(b"trailer\n<< /Size %d %b >>\n" % (len(self._kinds), about))
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % place)

    def _enter(self, number: int, kind: int, place: int, within: int) -> None:
        missing = number + 1 - len(self._places)
        if missing > 0:
            self._kinds.extend(bytes(missing))
            self._places.extend([0] * missing)
            self._within.extend([0] * missing)
        self._kinds[number], self._places[number], self._within[number] = kind, place, within

    def _table(self) -> bytes:
        """Return the rows of the table, each as what it differs by from the one above it."""
        columns = [bytes(self._kinds)]
        for values, width in ((self._places, _WIDTHS[1]), (self._within, _WIDTHS[2])):
            columns += _columns(values, width)
        table = bytearray((sum(_WIDTHS) + 1) * len(self._places))
        up = 2  # the PNG filter that each row begins with
        table[:: sum(_WIDTHS) + 1] = bytes([up]) * len(self._places)
        for at, column in enumerate(columns, 1):
            if any(column):
                above = b"\0" + column[:-1]
                differences = bytes((a - b) & 255 for a, b in zip(column, above, strict=True))
                table[at :: sum(_WIDTHS) + 1] = differences
        return bytes(table)


def _columns(values: array[int], width: int) -> list[bytes]:
    """Return the last bytes of numbers, so many of each, the highest of all numbers first."""
    data, size = values[:], values.itemsize
    if sys.byteorder == "little":
        data.byteswap()
    found = data.tobytes()
    return [found[at::size] for at in range(size - width, size)]
