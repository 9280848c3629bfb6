"""Puts edited entries back into a file: what is not edited keeps every byte."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.header import with_charset
from diglot.catalog.lines import first_byte
from diglot.catalog.writer import entry_text


@dataclass(frozen=True, slots=True)
class Piece:
    """An entry of the new file; `was` is the entry of the old file whose place it takes, if any.

    A piece whose `entry` is its `was` keeps its bytes; any other is written in canonical
    format.
    """

    entry: Entry
    was: Entry | None = None


def kept(entry: Entry) -> Piece:
    """Return the piece of an entry that stays as it is."""
    return Piece(entry, entry)


def replace_entries(catalog: Catalog, edits: Mapping[tuple[int, int], Entry]) -> bytes:
    """Return the file with some entries replaced; `edits` are named by the old entries' spans."""
    pieces = []
    for entry in catalog.entries:
        new = edits.get(entry.span)
        # Where messages share a line they share their span too.
        pieces.append(Piece(new if new and new.msgid == entry.msgid else entry, entry))
    return assemble(catalog, pieces)


def assemble(
    catalog: Catalog,
    pieces: Iterable[Piece],
    header: Entry | None = None,
    *,
    charset: str | None = None,
    tail: str | None = None,
) -> bytes:
    """Return the bytes of a file that holds `pieces` in this order.

    Blank lines, line ends, a byte order mark and a comment at the end stay as they are; `header`,
    `charset` and `tail`, the comment at the end, where given, take the place of the old ones.
    Where a text has no place in the charset, the file becomes UTF-8; the header always names the
    charset that the file is in. Must not be called for a broken catalog.
    """
    if catalog.broken:
        raise ValueError(f"{catalog.path} is broken and must stay as it is")
    pieces = list(pieces)
    if (header, charset, tail) == (None, None, None) and _as_it_is(catalog, pieces):
        return catalog.data
    try:
        return _Assembly(catalog, charset or catalog.charset, tail).result(pieces, header)
    except UnicodeEncodeError:
        return _Assembly(catalog, "utf-8", tail).result(pieces, header)


def tail_of(catalog: Catalog) -> str:
    """Return the comment that stands behind the last entry, without blank lines."""
    text = catalog.data[_end_of(catalog) :].decode(catalog.charset)
    return "\n".join(line.rstrip() for line in text.split("\n") if line.strip())


def _end_of(catalog: Catalog) -> int:
    """Return where the last entry, the header included, ends."""
    header = [catalog.header] if catalog.header else []
    return max((entry.span[1] for entry in (*header, *catalog.entries)), default=0)


def _as_it_is(catalog: Catalog, pieces: Sequence[Piece]) -> bool:
    return len(pieces) == len(catalog.entries) and all(
        piece.entry is piece.was is entry
        for piece, entry in zip(pieces, catalog.entries, strict=True)
    )


class _Assembly:
    """Puts a file together of the bytes of kept entries and the text of new ones."""

    def __init__(self, catalog: Catalog, charset: str, tail: str | None) -> None:
        self._catalog, self._data = catalog, catalog.data
        self._charset, self._tail = charset, tail
        self._newline = newline_of(catalog.data)
        header = [catalog.header] if catalog.header else []
        self._old = sorted([*header, *catalog.entries], key=lambda entry: entry.span)
        # Two messages on one line share its bytes: neither can be kept alone.
        self._shared = any(
            entry.span[1] > following.span[0] for entry, following in pairwise(self._old)
        )
        ends = [entry.span[0] for entry in self._old[1:]]
        self._gaps = {
            entry.span: self._data[entry.span[1] : end]
            for entry, end in zip(self._old, ends, strict=False)
        }

    def result(self, pieces: Sequence[Piece], header: Entry | None) -> bytes:
        old = self._catalog.header
        whole = list(pieces)
        if top := header or old:
            top = with_charset(top, self._charset)
            whole.insert(self._place_of_header(pieces), Piece(top, old))
        mark = first_byte(self._data)
        top_end = self._old[0].span[0] if self._old else None
        parts = [self._data[:mark], self._recode(self._data[mark:top_end])]
        for number, piece in enumerate(whole, 1):
            parts.append(self._own(piece))
            if number < len(whole):
                parts.append(b"" if parts[-1].endswith(b"\n") else self._newline)
                parts.append(self._gap(piece))
        return self._ended(b"".join(parts), bool(whole))

    def _place_of_header(self, pieces: Sequence[Piece]) -> int:
        """Return the index of the piece that the header stands before: 0 in all but odd files."""
        if self._catalog.header is None or self._old[0] is self._catalog.header:
            return 0
        start = self._catalog.header.span[0]
        before = [
            number
            for number, piece in enumerate(pieces, 1)
            if piece.was and piece.was.span[0] < start
        ]
        return before[-1] if before else 0

    def _own(self, piece: Piece) -> bytes:
        if piece.entry is piece.was and not self._shared:
            return self._recode(self._data[slice(*piece.entry.span)])
        text = entry_text(piece.entry).encode(self._charset)
        return text.replace(b"\n", self._newline)

    def _gap(self, piece: Piece) -> bytes:
        """Return what stands between a piece and the next: as it was, or a blank line."""
        if piece.was is None or self._shared:
            return self._newline
        return self._gaps.get(piece.was.span, self._newline)

    def _ended(self, data: bytes, written: bool) -> bytes:
        """Return the file with the end that it had: no line end, blank lines, a comment."""
        end = _end_of(self._catalog)
        if self._tail is not None:
            return self._with_tail(data, self._tail)
        if not self._old:
            return data
        if written and self._data[end - 1 : end] != b"\n":
            return data.removesuffix(self._newline)
        return data + self._recode(self._data[end:])

    def _with_tail(self, data: bytes, tail: str) -> bytes:
        lines = f"\n{tail}\n".encode(self._charset) if tail else b""
        if data and not data.endswith(b"\n"):
            data += self._newline
        return data + lines.replace(b"\n", self._newline)

    def _recode(self, data: bytes) -> bytes:
        if self._charset == self._catalog.charset:
            return data
        return data.decode(self._catalog.charset).encode(self._charset)


def newline_of(data: bytes) -> bytes:
    """Return the line end of most lines."""
    return b"\r\n" if data.count(b"\r\n") * 2 > data.count(b"\n") else b"\n"
