"""Lays out a handout again until its notes are with their marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from diglot.typeset.footnotes import Block, Footnote, FootRoom, astray, foot_rooms
from diglot.typeset.layout import Layout

# How often a handout is laid out again at most.
_ROUNDS = 6
# Points: so much of a block above a mark goes to the next page at most where the page turns.
_MOST_TURNED = 100

_Rooms = tuple[FootRoom, ...]


def with_notes_beside_marks(
    layout: Layout, lay_out: Callable[[Mapping[str, Sequence[FootRoom]]], Layout]
) -> Layout:
    """Return the layout with as few notes astray as can be reached, from one without rooms on.

    `lay_out` leaves room at the feet of pages, by the keys of the blocks before which it is left:
    as much as all rooms of a key together, for a later round sees what the room of the earlier ones
    has left.
    """
    rooms: dict[str, _Rooms] = {}
    earlier: dict[str, Footnote] = {}
    hopeless: set[str] = set()
    best = layout
    notes = layout.positions.footnotes if layout.positions else ()
    fewest = len(astray(notes))
    for _round in range(_ROUNDS):
        more: dict[str, _Rooms] = {}
        while asked := [*foot_rooms(notes, hopeless)]:
            more = {
                block.key: _with_more(rooms.get(block.key, ()), room, note, earlier.get(block.key))
                for block, note, room in asked
            }
            stuck = {key for key, left in more.items() if rooms.get(key) == left}
            if not stuck:
                break
            # Room that has not helped is blank for nothing, and other notes have their turn.
            hopeless |= stuck
            rooms = {key: left for key, left in rooms.items() if key not in stuck}
        if not asked:
            break
        rooms |= more
        earlier |= {block.key: note for block, note, _ in asked}
        layout = lay_out(dict(rooms))
        if layout.positions is None:
            break
        notes = layout.positions.footnotes
        if len(astray(notes)) < fewest:
            best, fewest = layout, len(astray(notes))
    return best


def _with_more(left: _Rooms, room: FootRoom, note: Footnote, earlier: Footnote | None) -> _Rooms:
    """Return the room before a block of which some was `left`; `earlier` asked for the last one.

    A box or list that has gone over two pages leaves none: then the page turns before its block, as
    it does before one that went to the next page or begins one, so that room is left on that one.
    """
    block = note.block
    if earlier is None or earlier.block is None or block is None:
        return (*left, room)
    if any(known.turns for known in left):
        return (*left, room)
    turn = FootRoom(block.height, turns=True)
    if note.room is not None and note.room < block.page:
        return (turn, room)
    # What is too high for the page of its block is on the next one.
    if note == earlier or (note.room is not None and note.room > block.page):
        return (turn,) if _is_near(block, note) else left
    return (turn, room) if block.page > earlier.block.page else (*left, room)


def _is_near(block: Block, note: Footnote) -> bool:
    return note.mark.height - block.height <= _MOST_TURNED
