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
    notes = footnotes() if made.pdf is not None else []
    fewest = len(astray(notes))
    for _round in range(_ROUNDS):
        more = dict(foot_rooms(notes))
        if not more:
            break
        rooms |= {key: (*rooms.get(key, ()), room) for key, room in more.items()}
        made = compile_with(rooms)
        if made.pdf is None:
            break
        notes = footnotes()
        if len(astray(notes)) < fewest:
            best, fewest = made, len(astray(notes))
    return best
