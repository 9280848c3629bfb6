"""One of the PDFs that are joined: its objects, numbered anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pikepdf

from diglot.typeset.pdf_writer import PdfWriter

# Of the text of an object as qpdf writes it: strings, in which nothing is meant; references; and
# the keys by which what has tags finds its elements.
_TOKEN = re.compile(
    rb"\((?:[^\\()]|\\.)*\)|(?P<number>\d+) 0 R|/(?P<key>StructParents?) (?P<at>\d+)", re.DOTALL
)


def items_of(tree: Any, key: str) -> Iterator[tuple[Any, Any]]:
    """Yield the pairs of a tree of names (`/Names`, bytes) or numbers (`/Nums`), in their order."""
    for below in tree.get("/Kids", ()):
        yield from items_of(below, key)
    pairs = list(tree.get(key, ()))
    for name, found in zip(pairs[::2], pairs[1::2], strict=True):
        yield (bytes(name) if key == "/Names" else name), found


class Part:
    """A PDF whose object `n` becomes `base` + n.

    `keys` is what is added to the keys by which its pages and links find their elements. `places`
    has the new numbers of objects that the whole has one of, by those here; what is in `left_out`
    is not written.
    """

    def __init__(self, path: Path, base: int = 0, keys: int = 0) -> None:
        self.pdf = pikepdf.open(path)
        self.base, self._keys = base, keys
        self.places: dict[int, int] = {}
        self.left_out: set[int] = set()
        # Streams that are being written, which one of their own objects may refer to.
        self._begun: set[int] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.pdf.close()

    @property
    def size(self) -> int:
        """The number of objects, and of those that are unused."""
        return int(self.pdf.trailer.Size)

    def leave_out(self, found: Any, place: int | None = None) -> None:
        """Do not write an object; `place` is what stands for it in the whole."""
        if isinstance(found, pikepdf.Object) and found.is_indirect:
            number = found.objgen[0]
            self.left_out.add(number)
            if place is not None:
                self.places[number] = place

    def number(self, found: Any) -> int:
        """Return the new number of an object."""
        return self._number(found.objgen[0])

    def _number(self, number: int) -> int:
        return self.places.get(number, self.base + number)

    def text(self, found: Any) -> bytes:
        """Return an object as it is written within another one."""
        return self._renumbered(found.unparse())

    def text_of_items(self, items: Mapping[str, Any]) -> bytes:
        """Return the keys and values of a dictionary, without what is around them."""
        return b" ".join(b"%b %b" % (key.encode(), self.text(items[key])) for key in sorted(items))

    def _renumbered(self, text: bytes) -> bytes:
        return _TOKEN.sub(self._replaced, text)

    def _replaced(self, token: re.Match[bytes]) -> bytes:
        if number := token["number"]:
            return b"%d 0 R" % self._number(int(number))
        if key := token["key"]:
            return b"/%b %d" % (key, int(token["at"]) + self._keys)
        return token[0]

    def write(self, writer: PdfWriter, shared: dict[bytes, int]) -> None:
        """Write all objects but those left out.

        `shared` has the numbers of streams, and of what they need, by what they hold: what several
        parts have, such as a picture, is written once.
        """
        for number, found in self._objects():
            if isinstance(found, pikepdf.Stream):
                self._share(number, found, writer, shared)
        for number, found in self._objects():
            # What only streams need has a place, too.
            if number not in self.places:
                writer.add(self.base + number, self._renumbered(found.unparse(resolved=True)))

    def _objects(self) -> Iterator[tuple[int, Any]]:
        for number in range(1, self.size):
            if number not in self.left_out:
                found = self.pdf.get_object(number, 0)
                if found is not None:
                    yield number, found

    def _share(self, number: int, found: Any, writer: PdfWriter, shared: dict[bytes, int]) -> None:
        """Write an object after all that it refers to, unless there is one that holds the same."""
        if number in self.places or number in self._begun:
            return
        self._begun.add(number)
        is_stream = isinstance(found, pikepdf.Stream)
        text = (found.stream_dict if is_stream else found).unparse(resolved=True)
        for token in _TOKEN.finditer(text):
            if token["number"]:
                needed = int(token["number"])
                self._share(needed, self.pdf.get_object(needed, 0), writer, shared)
        text = self._renumbered(text)
        data = found.read_raw_bytes() if is_stream else b""
        place = self.base + number
        known = shared.setdefault(sha256(b"%b\n%b" % (text, data)).digest(), place)
        self.places[number] = known
        if known != place:
            return
        if is_stream:
            writer.add_stream(place, text, data)
        else:
            writer.add(place, text)
