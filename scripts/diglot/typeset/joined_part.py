"""One of the PDFs that are joined: its objects, numbered anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pikepdf

from diglot.typeset.pdf_writer import Objects

# Of the text of an object as qpdf writes it: strings, in which nothing is meant; references; and
# the keys by which what has tags finds its elements.
TOKEN = re.compile(
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
    has the numbers of objects that are written elsewhere in the whole, by those here.
    """

    def __init__(
        self, path: Path, base: int = 0, keys: int = 0, places: Mapping[int, int] | None = None
    ) -> None:
        self.pdf = pikepdf.open(path)
        self.base, self.keys = base, keys
        self._places = dict(places or {})
        self._left_out: set[int] = set()

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
            self._left_out.add(number)
            if place is not None:
                self._places[number] = place

    def number(self, found: Any) -> int:
        """Return the new number of an object."""
        return self._number(found.objgen[0])

    def _number(self, number: int) -> int:
        return self._places.get(number, self.base + number)

    def text(self, found: Any) -> bytes:
        """Return an object as it is written within another one."""
        return self._renumbered(found.unparse())

    def text_of_items(self, items: Mapping[str, Any]) -> bytes:
        """Return the keys and values of a dictionary, without what is around them."""
        return b" ".join(b"%b %b" % (key.encode(), self.text(items[key])) for key in sorted(items))

    def _renumbered(self, text: bytes) -> bytes:
        return TOKEN.sub(self._replaced, text)

    def _replaced(self, token: re.Match[bytes]) -> bytes:
        if number := token["number"]:
            return b"%d 0 R" % self._number(int(number))
        if key := token["key"]:
            return b"/%b %d" % (key, int(token["at"]) + self.keys)
        return token[0]

    def objects(self) -> Iterator[tuple[int, Any]]:
        """Yield the objects that are written here, by their numbers in this PDF."""
        for number in range(1, self.size):
            if number not in self._left_out and number not in self._places:
                found = self.pdf.get_object(number, 0)
                if found is not None:
                    yield number, found

    def write(self, objects: Objects) -> None:
        """Write all objects but those that are left out or written elsewhere."""
        for number, found in self.objects():
            place = self.base + number
            if isinstance(found, pikepdf.Stream):
                text = self._renumbered(found.stream_dict.unparse(resolved=True))
                objects.add_stream(place, text, found.read_raw_bytes())
            else:
                objects.add(place, self._renumbered(found.unparse(resolved=True)))
