"""The outline of joined PDFs: the headings of all parts, each under the one above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from diglot.typeset.joined_part import Part
from diglot.typeset.pdf_writer import Objects

_AROUND = frozenset({"/Parent", "/Prev", "/Next", "/First", "/Last", "/Count"})


@dataclass(slots=True)
class _Entry:
    """An entry: its level (0 for the root), what it says and where it leads, as written."""

    level: int
    text: bytes
    number: int = 0
    children: list[Self] = field(default_factory=list)


def take_outline(part: Part, levels: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Yield the level of each entry of a part, which are these, and what it says.

    Raises ValueError where there are not as many.
    """
    root = part.pdf.Root.get("/Outlines")
    entries = list(_entries(root)) if root is not None else []
    if root is not None:
        part.leave_out(root)
    if len(entries) != len(levels):
        raise ValueError(f"{len(entries)} entries of the outline have {len(levels)} levels")
    for entry, level in zip(entries, levels, strict=True):
        part.leave_out(entry)
        items = {key: entry[key] for key in entry if key not in _AROUND}
        yield level, part.text_of_items(items)


class Outline:
    """Collects the entries of one part after the other; `reserve` gives them numbers."""

    def __init__(self, reserve: Callable[[int], int]) -> None:
        self._root, self._reserve = _Entry(0, b"/Type /Outlines"), reserve

    def add(self, entries: Iterable[tuple[int, bytes]]) -> None:
        """Put each entry under the last one above it, as Typst does."""
        for level, text in entries:
            above = self._root
            while above.children and above.children[-1].level < level:
                above = above.children[-1]
            above.children.append(_Entry(level, text))

    def write(self, objects: Objects) -> int | None:
        """Write the entries; return the number of the root, or None where there is no entry."""
        if not self._root.children:
            return None
        self._root.number = self._reserve(1)
        self._write(self._root, objects)
        return self._root.number

    def _write(self, above: _Entry, objects: Objects, around: bytes = b"") -> None:
        children = above.children
        if children:
            first = self._reserve(len(children))
            last = first + len(children) - 1
            # Below zero: what is under it is folded; the root is open.
            count = len(children) if above.level == 0 else -len(children)
            around += b" /First %d 0 R /Last %d 0 R /Count %d" % (first, last, count)
            for at, child in enumerate(children):
                child.number = first + at
                beside = b" /Parent %d 0 R" % above.number
                beside += b" /Prev %d 0 R" % (child.number - 1) if at else b""
                beside += b" /Next %d 0 R" % (child.number + 1) if child.number < last else b""
                self._write(child, objects, beside)
        objects.add(above.number, b"<< %b%b >>" % (above.text, around))


def _entries(above: Any) -> Iterator[Any]:
    """Yield the entries under one, each before those under it."""
    entry = above.get("/First")
    while entry is not None:
        yield entry
        yield from _entries(entry)
        entry = entry.get("/Next")
