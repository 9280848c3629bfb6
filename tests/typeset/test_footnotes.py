"""Notes on other pages than their marks, and the room that brings both together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from diglot.typeset.compiler import Typeset
from diglot.typeset.compiler_process import CompilerProcess
from diglot.typeset.fonts import font_book
from diglot.typeset.footnotes import Footnote, FootRoom, Place, astray, foot_rooms
from diglot.typeset.note_rounds import with_notes_beside_marks


def note(
    block: tuple[str, int] | None, mark: tuple[int, float], entry: tuple[int, float]
) -> Footnote:
    return Footnote(block, Place(*mark), Place(*entry))


BESIDE = note(("a#one:1", 1), (1, 100), (1, 700))
EARLY = note(("a#two:1", 1), (2, 100), (1, 720))
LATE = note(("b#one:3", 2), (2, 650), (3, 740))
OTHER = note(("b#one:1", 2), (2, 300), (2, 730))


def test_a_note_is_astray_on_any_other_page() -> None:
    assert astray([BESIDE, EARLY, OTHER, LATE]) == [EARLY, LATE]


def test_room_is_left_where_a_note_came_too_early_or_its_mark_did() -> None:
    assert dict(foot_rooms([BESIDE, EARLY, OTHER, LATE])) == {
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
    assert dict(foot_rooms([astray_note])) == {}


def test_of_a_document_the_first_note_comes_first() -> None:
    again = note(("a#three:1", 2), (3, 100), (2, 720))
    assert dict(foot_rooms([EARLY, again])) == {"a#two:1": FootRoom(720)}


# Three of these lines and the note fit on the page, but not what the box adds below; under more
# text, the note has no room.
PAGES = """
#set page(width: 200pt, height: 200pt, margin: 20pt)
#block(height: {}pt)
#metadata("page#:1")<diglot-foot-room>
#block(inset: (bottom: 12pt))[One \\ two \\ three#footnote[Note.] \\ four \\ five]
"""


# Where this fails, Typst has mended what it was told.
@pytest.mark.parametrize(("above", "mark", "entry"), [(60, 1, 1), (80, 2, 1), (90, 1, 2)])
def test_typst_tells_where_notes_and_their_marks_stand(
    tmp_path: Path, above: int, mark: int, entry: int
) -> None:
    (tmp_path / "main.typ").write_text(PAGES.format(above), encoding="utf-8")
    with CompilerProcess(tmp_path, font_book()) as compiler:
        made = compiler.compile("main.typ", inputs={}, timestamp=0, standards=())
        (note,) = compiler.footnotes()
    assert made.pdf
    assert note.block == ("page#:1", 1)
    assert (note.mark.page, note.entry.page) == (mark, entry)


def test_the_best_of_some_rounds_is_kept() -> None:
    # The second round brings one note to its mark, the third drives two astray.
    rounds = [[EARLY, LATE], [BESIDE, note(("c#1:1", 1), (2, 100), (1, 720))], [EARLY, LATE]]
    told: list[dict[str, FootRoom]] = []

    def compile_with(rooms: Mapping[str, FootRoom]) -> Typeset:
        told.append(dict(rooms))
        return Typeset(f"{len(told)}".encode())

    made = with_notes_beside_marks(compile_with, lambda: rounds[len(told) - 1])
    assert made.pdf == b"2"
    assert told == [
        {},
        {"a#two:1": FootRoom(720), "b#one:3": FootRoom(650)},
        {"a#two:1": FootRoom(720), "b#one:3": FootRoom(650), "c#1:1": FootRoom(720)},
    ]


def test_what_cannot_be_typeset_is_not_tried_again() -> None:
    assert with_notes_beside_marks(lambda _: Typeset(None), list).pdf is None
