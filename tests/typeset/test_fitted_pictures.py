"""Which pictures are made smaller, so that no foot of a page stays blank."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from diglot.typeset.fitted_pictures import Fits, revise, with_fitted_pictures
from diglot.typeset.footnotes import Place
from diglot.typeset.layout import Layout, Positions
from diglot.typeset.pictures import Picture

# On page 1, text from 100 to 600, and one that 190 points are left for, on page 2.
HIGH = Picture("a#two", Place(1, 400), Place(2, 100), 200, 1, 0, None, 200, 100, 600, 10)
ABOVE = Picture("a#one", Place(1, 150), Place(1, 160), 100, 1, 0, None, 450, 100, 600, 10)
NOTHING = Fits()


def test_a_picture_and_those_above_it_are_made_smaller_alike() -> None:
    assert revise(NOTHING, [HIGH]).scales == {"a#two": 0.95}
    both = pytest.approx(290 / 300)
    assert revise(NOTHING, [ABOVE, HIGH]).scales == {"a#one": both, "a#two": both}


def test_of_each_document_it_is_one_more_and_none_twice() -> None:
    later, other = replace(HIGH, name="a#three"), replace(HIGH, name="b#one")
    once = revise(NOTHING, [HIGH, later, other])
    assert once.scales == {"a#two": 0.95, "b#one": 0.95}
    made = replace(HIGH, at=Place(1, 410), scale=0.95)
    assert revise(once, [made]) == once


@pytest.mark.parametrize(
    "picture",
    [
        replace(HIGH, height=240),
        # A low foot; a caption, or what stays with it above; the last lines of its document.
        replace(HIGH, before=Place(1, 530), blank=70, height=65),
        # A foot that the text of a section fills.
        replace(HIGH, blank=70),
        replace(HIGH, below=40),
        replace(HIGH, at=Place(2, 140)),
        replace(HIGH, rest=40),
        replace(HIGH, at=Place(3, 100)),
        replace(HIGH, at=Place(1, 410)),
    ],
)
def test_others_stay_as_they_are(picture: Picture) -> None:
    assert revise(NOTHING, [picture]) == NOTHING


def test_a_document_may_end_under_a_picture_or_go_on_for_long() -> None:
    assert revise(NOTHING, [replace(HIGH, rest=20)]).scales == {"a#two": 0.85}
    assert revise(NOTHING, [replace(HIGH, rest=100)]).scales == {"a#two": 0.95}


def test_what_did_not_help_is_undone_also_after_notes_have_moved() -> None:
    told: list[tuple[str, Mapping[str, float]]] = []
    stays = replace(HIGH, scale=0.95)
    assert revise(revise(NOTHING, [HIGH]), [stays]) == Fits(kept=frozenset({"a#two"}))
    assert revise(Fits(kept=frozenset({"a#two"})), [HIGH]).scales == {}
    made = replace(stays, at=Place(1, 410))
    seen: list[Sequence[Picture]] = [[HIGH], [made], [HIGH]]

    def lay_out(scales: Mapping[str, float]) -> Layout:
        told.append(("lay out", scales))
        return Layout(Positions(pictures=seen.pop(0)), scales)

    def finish(layout: Layout) -> Layout:
        told.append(("finish", layout.scales))
        moved = Positions(pictures=[stays])
        return replace(layout, positions=moved) if layout.scales else layout

    assert with_fitted_pictures(lay_out, finish).scales == {}
    smaller = {"a#two": 0.95}
    assert told == [
        ("lay out", {}),
        ("lay out", smaller),
        ("finish", smaller),
        ("lay out", {}),
        ("finish", {}),
    ]
