"""Writes a PDF object by object, so that memory holds none of them.

What is no stream goes, many at a time, into compressed streams of objects.
"""

from __future__ import annotations

import zlib
from array import array
from typing import BinaryIO

# Objects of the structure are small and alike: more in one stream save little, and a reader has to
# unpack all of those beside one that it wants.
_IN_ONE_STREAM = 200
# The widths of the columns of the table of objects, in bytes: kind, place, number within a stream.
_WIDTHS = (1, 5, 2)
_UNUSED, _PLAIN, _PACKED = 0, 1, 2


class PdfWriter:
    """Writes to a file that is open for bytes and empty; objects are numbered by the caller.

    Numbers that get no object are unused. All numbers have generation 0.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._packs = True
        self._waiting: list[tuple[int, bytes]] = []
        self._kinds, self._places, self._within = bytearray(), array("Q"), array("H")
        self._next = 1

    def begin(self, version: str) -> None:
        """Write the first lines, before any object; PDF knows packed ones since version 1.5."""
        self._packs = version >= "1.5"
        # Bytes beyond 127 tell programs that send files that this is no text.
        self._file.write(b"%%PDF-%b\n%%\x80\x80\x80\x80\n" % version.encode())

    def reserve(self, count: int = 1) -> int:
        """Return the first of so many numbers that nothing has yet."""
        first = self._next
        self._next += count
        return first

    def add(self, number: int, text: bytes) -> None:
        """Write an object that is no stream."""
        if not self._packs:
            self._enter(number, _PLAIN, self._file.tell(), 0)
            self._file.write(b"%d 0 obj\n%b\nendobj\n" % (number, text))
            return
        self._waiting.append((number, text))
        if len(self._waiting) == _IN_ONE_STREAM:
            self._pack()

    def add_stream(self, number: int, dictionary: bytes, data: bytes) -> None:
        """Write a stream; its dictionary tells the length of the data."""
        self._enter(number, _PLAIN, self._file.tell(), 0)
        self._file.write(b"%d 0 obj\n%b\nstream\n" % (number, dictionary))
        self._file.write(data)
        self._file.write(b"\nendstream\nendobj\n")

    def finish(self, root: int, info: int | None, identity: tuple[bytes, bytes]) -> None:
        """Write the table of objects; `identity` are the strings of the file's ID, as written."""
        about = b"/Root %d 0 R /ID [ %b %b ]" % (root, *identity)
        about += b"" if info is None else b" /Info %d 0 R" % info
        if not self._packs:
            self._finish_plain(about)
            return
        self._pack()
        number, place = self.reserve(), self._file.tell()
        self._enter(number, _PLAIN, place, 0)
        data = zlib.compress(self._table())
        columns = sum(_WIDTHS)
        self.add_stream(
            number,
            b"<< /Type /XRef /Size %d /W [ %d %d %d ] %b"
            b" /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns %d >> /Length %d >>"
            % (self._next, *_WIDTHS, about, columns, len(data)),
            data,
        )
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % place)

    def _finish_plain(self, about: bytes) -> None:
        place = self._file.tell()
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n" % self._next)
        for kind, at in zip(self._kinds[1:], self._places[1:], strict=True):
            self._file.write(b"%010d %05d %b \n" % (at, 0, b"n" if kind else b"f"))
        self._file.write(b"trailer\n<< /Size %d %b >>\n" % (self._next, about))
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % place)

    def _pack(self) -> None:
        if not self._waiting:
            return
        stream, heads, bodies, place = self.reserve(), [], [], 0
        for at, (number, text) in enumerate(self._waiting):
            self._enter(number, _PACKED, stream, at)
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
            columns += [
                bytes(value >> shift & 255 for value in values)
                for shift in range(8 * (width - 1), -8, -8)
            ]
        table = bytearray((sum(_WIDTHS) + 1) * len(self._places))
        up = 2  # the PNG filter that each row begins with
        table[:: sum(_WIDTHS) + 1] = bytes([up]) * len(self._places)
        for at, column in enumerate(columns, 1):
            above = b"\0" + column[:-1]
            differences = bytes((a - b) & 255 for a, b in zip(column, above, strict=True))
            table[at :: sum(_WIDTHS) + 1] = differences
        return bytes(table)
