"""Notes that Typst prints on another page than their marks, and the room that brings them together.

Typst lays out a block that pages may divide, finds the marks in it, puts their notes at the foot
of the page, and lays the block out again in the room that is left. Where the line with a mark then
goes to the next page, its note stays behind (typst/typst#5314); where a note finds no room, its
mark stays (#5603). Both go to the next page if its foot is kept blank before the block comes.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

QUERY = """{
  let of(at) = (at.page, at.y.pt())
  let (marks, before, whole) = ((), (:), false)
  for it in query(selector(<diglot-foot-room>).or(<diglot-whole>).or(footnote)) {
    let at = it.location().position()
    if it.func() != metadata { before.insert(repr(at), marks.len()) } else if (
      it.label == <diglot-whole>
    ) { whole = it.value } else if not whole { marks.push((..it.value, ..of(at))) }
  }
  let notes = query(footnote.entry).map(it => {
    let mark = it.note.location().position()
    (before.at(repr(mark), default: 0), of(mark), of(it.location().position()))
  })
  (marks, notes, query(<diglot-blank-foot>).map(it => (it.value, it.location().page())))
}"""
"""An expression of Typst: where room can be left, and where notes stand, for `footnotes_of`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page, from 1, and a distance from its upper edge in points."""

    page: int
    height: float


class Block(NamedTuple):
    """A block before which room can be left: its key, and the place where it begins."""

    key: str
    page: int
    height: float


@dataclass(frozen=True, slots=True)
class Footnote:
    """Where a note and its mark are printed; room before `block` may bring both together.

    `room` is the page on which there is some already. Where the block begins its page, that is the
    page before it.
    """

    block: Block | None
    mark: Place
    entry: Place
    room: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class FootRoom:
    """What is to stay blank at the foot of a page: from a height of it down to another one.

    Heights are in points from the upper edge; no end is that of the text. With `turns`, the page
    turns before the block, which begins at that height, in the place of that.
    """

    start: float
    end: float | None = None
    turns: bool = False


_Mark = tuple[str, bool, int, float]
_Answer = tuple[
    Sequence[_Mark],
    Iterable[tuple[int, Sequence[float], Sequence[float]]],
    Iterable[tuple[str, int]],
]


def footnotes_of(answer: _Answer) -> list[Footnote]:
    """Return the notes that `QUERY` has found."""
    marks, notes, rooms = answer
    pages = dict(rooms)
    found = []
    for before, mark, entry in notes:
        block = _block(marks[:before], mark, entry)
        room = pages.get(block.key) if block else None
        found.append(Footnote(block, _place(mark), _place(entry), room))
    return found


def _block(marks: Sequence[_Mark], mark: Sequence[float], entry: Sequence[float]) -> Block | None:
    """Return where room can be left, by all marks before a note: the last on the page in question.

    One outside boxes is better. What went to the next page as a whole took its mark along.
    """
    page = min(mark[0], entry[0])
    # In order from the note to its page, or to the page after it.
    near = [*takewhile(lambda known: known[2] >= page, reversed(marks))]
    if not near:
        return None
    begins = near[-1][2]
    here = [known for known in near if known[2] == begins]
    if begins > page:
        here.reverse()
    key, _, page, height = min(here, key=lambda known: known[1])
    return Block(key, page, height)


def astray(notes: Iterable[Footnote]) -> list[Footnote]:
    """Return the notes that stand on another page than their marks."""
    return [note for note in notes if note.mark.page != note.entry.page]


def foot_rooms(
    notes: Sequence[Footnote], hopeless: Container[str] = ()
) -> Iterator[tuple[Block, Footnote, FootRoom]]:
    """Yield what room brings notes to their marks: the block it is for, the note, and the room.

    Of each document (a key is its name, ``#`` and more) it is the first such note: what comes after
    moves with it. Nothing helps where the block began on a page before these, or its key is known
    as `hopeless`.
    """
    seen: set[str] = set()
    for note in astray(notes):
        if note.block is None or note.block.key in hopeless:
            continue
        document = note.block.key.partition("#")[0]
        first = min(note.mark.page, note.entry.page)
        # A block that went to the next page as a whole had come to the page of its note first.
        if document in seen or not first <= note.block.page <= note.mark.page:
            continue
        seen.add(document)
        yield note.block, note, _room(note, notes)


def _room(note: Footnote, notes: Sequence[Footnote]) -> FootRoom:
    if note.entry.page < note.mark.page:
        return FootRoom(note.entry.height)
    foot = [other.entry.height for other in notes if other.entry.page == note.mark.page]
    return FootRoom(note.mark.height, min(foot, default=None))


def _place(given: Sequence[float]) -> Place:
    page, height = given
    return Place(int(page), height)
