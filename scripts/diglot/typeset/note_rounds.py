"""Typesets a handout again until its notes are with their marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from diglot.typeset.compiler import Typeset
from diglot.typeset.footnotes import Block, Footnote, FootRoom, astray, foot_rooms

# How often a handout is typeset again at most.
_ROUNDS = 6
# Points: so much of a block above a mark goes to the next page at most where the page turns.
_MOST_TURNED = 100

_Rooms = tuple[FootRoom, ...]


def with_notes_beside_marks(
    made: Typeset,
    compile_with: Callable[[Mapping[str, Sequence[FootRoom]]], Typeset],
    footnotes: Callable[[], list[Footnote]],
) -> Typeset:
    """Return what came of compiling with as few notes astray as can be reached, from `made` on.

    `compile_with` typesets the handout with room at the feet of pages, by the keys of the blocks
    before which it is left: as much as all rooms of a key together, for a later round sees what the
    room of the earlier ones has left. `footnotes` tells where the notes of the last one stand.
    """
    rooms: dict[str, _Rooms] = {}
    earlier: dict[str, Footnote] = {}
    best = made
    notes = footnotes() if made.pdf is not None else []
    fewest = len(astray(notes))
    for _round in range(_ROUNDS):
        asked = list(foot_rooms(notes))
        more = {
            block.key: _with_more(rooms.get(block.key, ()), room, note, earlier.get(block.key))
            for block, note, room in asked
        }
        if all(rooms.get(key) == left for key, left in more.items()):
            break
        rooms |= more
        earlier |= {block.key: note for block, note, _ in asked}
        made = compile_with(rooms)
        if made.pdf is None:
            break
        notes = footnotes()
        if len(astray(notes)) < fewest:
            best, fewest = made, len(astray(notes))
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
    if note == earlier:
        return (turn,) if _is_near(block, note) else left
    return (turn, room) if block.page > earlier.block.page else (*left, room)


def _is_near(block: Block, note: Footnote) -> bool:
    return note.mark.height - block.height <= _MOST_TURNED
