"""Typesets a handout again until its notes are with their marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from diglot.typeset.compiler import Typeset
from diglot.typeset.footnotes import Footnote, FootRoom, astray, foot_rooms

# How often a handout is typeset again at most.
_ROUNDS = 6


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
    rooms: dict[str, tuple[FootRoom, ...]] = {}
    best = made
    fewest: int | None = None
    for _round in range(_ROUNDS):
        if made.pdf is None:
            break
        notes = footnotes()
        count = len(astray(notes))
        if fewest is None or count < fewest:
            best, fewest = made, count
        more = dict(foot_rooms(notes))
        if not more:
            break
        rooms |= {key: (*rooms.get(key, ()), room) for key, room in more.items()}
        made = compile_with(rooms)
    return best
