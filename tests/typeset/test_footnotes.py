"""Notes on other pages than their marks, and the room that brings both together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.fonts import font_book
from diglot.typeset.footnotes import (
    Block,
    Footnote,
    FootRoom,
    Place,
    astray,
    foot_rooms,
    footnotes_of,
)
from diglot.typeset.layout import Layout, Positions
from diglot.typeset.note_rounds import with_notes_beside_marks


def note(
    block: tuple[str, int] | None, mark: tuple[int, float], entry: tuple[int, float]
) -> Footnote:
    """Return a note whose block begins 50 points below the upper edge of its page."""
    return Footnote(block and Block(*block, 50), Place(*mark), Place(*entry))


def rooms_for(*notes: Footnote) -> dict[str, FootRoom]:
    return {block.key: room for block, _, room in foot_rooms([*notes])}


BESIDE = note(("a#one:1", 1), (1, 100), (1, 700))
EARLY = note(("a#two:1", 1), (2, 100), (1, 720))
LATE = note(("b#one:3", 2), (2, 650), (3, 740))
OTHER = note(("b#one:1", 2), (2, 300), (2, 730))


def test_a_note_is_astray_on_any_other_page() -> None:
    assert astray([BESIDE, EARLY, OTHER, LATE]) == [EARLY, LATE]


def test_room_is_left_where_a_note_came_too_early_or_its_mark_did() -> None:
    assert rooms_for(BESIDE, EARLY, OTHER, LATE) == {
        "a#two:1": FootRoom(720),
        # Above the notes that stay.
        "b#one:3": FootRoom(650, 730),
    }


@pytest.mark.parametrize(
    "astray_note",
    [
        # Outside all blocks that can be told to leave room.
        note(None, (2, 100), (1, 720)),
        # In a block that began on a page before both.
        note(("a#two:1", 1), (3, 100), (2, 720)),
        note(("a#two:1", 3), (2, 650), (3, 740)),
    ],
)
def test_no_room_is_left_where_it_would_not_help(astray_note: Footnote) -> None:
    assert rooms_for(astray_note) == {}


def test_of_a_document_the_first_note_comes_first() -> None:
    again = note(("a#three:1", 2), (3, 100), (2, 720))
    assert rooms_for(EARLY, again) == {"a#two:1": FootRoom(720)}


# Three of these lines and the note fit on the page, but not what the box adds below; under more
# text, the note has no room.
PAGES = """
#set page(width: 200pt, height: 200pt, margin: 20pt)
#block(height: {}pt)
#metadata(("page#:1", false))<diglot-foot-room>
#block(inset: (bottom: 12pt))[One \\ two \\ three#footnote[Note.] \\ four \\ five]
"""


# Where this fails, Typst has mended what it was told.
@pytest.mark.parametrize(("above", "mark", "entry"), [(60, 1, 1), (80, 2, 1), (90, 1, 2)])
def test_typst_tells_where_notes_and_their_marks_stand(
    tmp_path: Path, above: int, mark: int, entry: int
) -> None:
    (tmp_path / "main.typ").write_text(PAGES.format(above), encoding="utf-8")
    with CompilerProcess(tmp_path, font_book()) as compiler:
        positions = compiler.lay_out("main.typ", inputs={})
    assert positions
    (note,) = positions.footnotes
    assert note.block
    assert note.block[:2] == ("page#:1", 1)
    assert note.block.height == pytest.approx(above + 33.2, abs=1)
    assert (note.mark.page, note.entry.page) == (mark, entry)


# The block begins page 2, and the room before it is left on page 1.
FULL = """
#set page(width: 200pt, height: 200pt, margin: 20pt)
#block(height: 130pt)
#metadata(("page#:1", false))<diglot-foot-room>
#place(bottom, float: true, clearance: 0pt, [#metadata("page#:1")<diglot-blank-foot>] + v(10pt))
#block(height: 100pt, breakable: false)
Word.#footnote[Note.]
"""


def test_typst_tells_on_which_page_room_was_left(tmp_path: Path) -> None:
    (tmp_path / "main.typ").write_text(FULL, encoding="utf-8")
    with CompilerProcess(tmp_path, font_book()) as compiler:
        positions = compiler.lay_out("main.typ", inputs={})
    assert positions
    (note,) = positions.footnotes
    assert note.block
    assert (note.block.page, note.room) == (2, 1)


def test_the_best_of_some_rounds_is_kept() -> None:
    # The second round brings one note to its mark, the third drives two astray where no room helps.
    lost = note(None, (2, 100), (1, 720))
    rounds = [[EARLY, LATE], [BESIDE, note(("c#1:1", 1), (2, 100), (1, 720))], [lost, lost]]
    told: list[Mapping[str, Sequence[FootRoom]]] = []

    def lay_out(rooms: Mapping[str, Sequence[FootRoom]]) -> Layout:
        told.append(rooms)
        return Layout(Positions((), rounds[len(told) - 1]), rooms=rooms)

    assert with_notes_beside_marks(lay_out({}), lay_out).rooms == told[1]
    assert told == [
        {},
        {"a#two:1": (FootRoom(720),), "b#one:3": (FootRoom(650),)},
        {"a#two:1": (FootRoom(720),), "b#one:3": (FootRoom(650),), "c#1:1": (FootRoom(720),)},
    ]


# In a box that begins on page 1 and has gone over page 2.
TURN = FootRoom(50, turns=True)
STUCK = note(("a#one:1", 3), (3, 120), (4, 700))
FAR = note(("a#one:1", 3), (3, 400), (4, 700))


@pytest.mark.parametrize(
    ("rounds", "last"),
    [
        pytest.param(
            [EARLY, note(("a#two:1", 1), (2, 80), (1, 700)), BESIDE],
            (FootRoom(720), FootRoom(700)),
            id="more room where some was not enough",
        ),
        pytest.param([STUCK, STUCK, BESIDE], (TURN,), id="a turn where none is left"),
        pytest.param(
            [STUCK, note(("a#one:1", 4), (5, 90), (4, 600)), BESIDE],
            (TURN, FootRoom(600)),
            id="a turn, and room on the page that the block went to",
        ),
        pytest.param(
            [FAR, replace(FAR, room=2), BESIDE],
            (TURN, FootRoom(400)),
            id="a turn, and room on the page that the block begins",
        ),
        pytest.param([FAR, FAR, FAR], (FootRoom(400),), id="no turn that leaves a page half empty"),
    ],
)
def test_a_block_that_was_told_to_leave_room_is_told_more(
    rounds: list[Footnote], last: tuple[FootRoom, ...]
) -> None:
    told: list[Mapping[str, Sequence[FootRoom]]] = []

    def lay_out(rooms: Mapping[str, Sequence[FootRoom]]) -> Layout:
        told.append(rooms)
        return Layout(Positions((), [rounds[len(told) - 1]]), rooms=rooms)

    with_notes_beside_marks(lay_out({}), lay_out)
    assert [*told[-1].values()] == [last]
    assert len(told) <= len(rounds)


def test_the_next_note_has_its_turn_where_nothing_helps_the_first() -> None:
    after = note(("a#two:1", 5), (6, 100), (5, 720))
    rounds = [[FAR, after], [FAR, after], [FAR]]
    told: list[Mapping[str, Sequence[FootRoom]]] = []

    def lay_out(rooms: Mapping[str, Sequence[FootRoom]]) -> Layout:
        told.append(rooms)
        return Layout(Positions((), rounds[len(told) - 1]), rooms=rooms)

    assert with_notes_beside_marks(lay_out({}), lay_out).rooms == told[2]
    assert told == [{}, {"a#one:1": (FootRoom(400),)}, {"a#two:1": (FootRoom(720),)}]


def test_a_page_turns_where_room_has_gone_to_the_next_one() -> None:
    high = replace(STUCK, mark=Place(3, 110), room=4)
    rounds = [STUCK, high, BESIDE]
    told: list[Mapping[str, Sequence[FootRoom]]] = []

    def lay_out(rooms: Mapping[str, Sequence[FootRoom]]) -> Layout:
        told.append(rooms)
        return Layout(Positions((), [rounds[len(told) - 1]]), rooms=rooms)

    with_notes_beside_marks(lay_out({}), lay_out)
    assert [*told[-1].values()] == [(TURN,)]


MARKS: list[tuple[str, bool, int, float]] = [
    ("a#1", False, 1, 60),
    ("a#2", False, 2, 60),
    ("a#2.0", True, 2, 60),
    ("a#2.1", True, 2, 60),
    ("a#3", False, 3, 60),
    ("a#3.0", True, 3, 60),
]


@pytest.mark.parametrize(
    ("before", "mark", "entry", "block"),
    [
        pytest.param(4, 2, 3, ("a#2", 2), id="before the box that begins on the page"),
        pytest.param(6, 4, 3, ("a#3", 3), id="in the last one on the page"),
        pytest.param(6, 3, 2, ("a#2", 2), id="before what went to the next page"),
        pytest.param(1, 3, 2, None, id="nowhere after the first page"),
        pytest.param(2, 5, 4, None, id="nowhere on a later page"),
    ],
)
def test_room_is_left_on_the_page_in_question(
    before: int, mark: int, entry: int, block: tuple[str, int] | None
) -> None:
    (note,) = footnotes_of((MARKS, [(before, (mark, 100), (entry, 700))], []))
    assert note.block == (block and (*block, 60))


def test_inside_a_box_from_the_page_before_room_is_left_in_it() -> None:
    marks = [
        ("a#1", False, 1, 60),
        ("a#1.0", True, 1, 60),
        ("a#1.1", True, 2, 60),
        ("a#1.2", True, 2, 60),
    ]
    (note,) = footnotes_of((marks, [(4, (3, 100), (2, 700))], []))
    assert note.block == ("a#1.2", 2, 60)


def test_room_for_what_went_to_the_next_page_as_a_whole_is_left_before_it() -> None:
    marks = [("a#1", False, 1, 60), ("a#2", False, 3, 60), ("a#2.0", True, 3, 60)]
    (note,) = footnotes_of((marks, [(3, (3, 100), (2, 700))], []))
    assert note.block == ("a#2", 3, 60)


def test_what_cannot_be_typeset_is_not_tried_again() -> None:
    fails = Layout(None)
    assert with_notes_beside_marks(fails, lambda _: Layout(Positions())) is fails
