"""Drawings as art: their shapes, in white and one colour, and nothing that says anything."""

from __future__ import annotations

import pytest

from diglot.typeset.motif import motif

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">
<title>题</title><desc>说明</desc><!-- 注 -->
<style>.dark {{ fill: #1f4e79; stroke: black; }} .pale {{ fill: #eef4fb; }}</style>
<rect width="100%" height="100" fill="#faf8f2"/>
<text x="9" y="9">字</text>
{shapes}
</svg>"""
SHAPES = (
    '<circle class="dark" cx="9" cy="9" r="9"/>'
    '<rect class="pale" width="9" height="9"/>'
    '<path d="M0 0h9" stroke="#e8a33d" fill="none"/>'
    '<line x2="9" y2="9" stroke="url(#arrow)"/>'
    '<polygon points="0,0 200,0 200,99 0,99" fill="white"/>'
    '<polygon points="0,0 9,0 9,9" fill="#333"/>'
)


def made(shapes: str, second: str = "#d9a441") -> str:
    found = motif(DRAWING.format(shapes=shapes).encode(), second)
    assert found is not None
    return found.svg.decode()


def test_words_and_ground_are_left_out() -> None:
    svg = made(SHAPES)
    for gone in ("字", "题", "说明", "注", "#faf8f2", "0,0 200,0", "<text", "100%"):
        assert gone not in svg
    found = motif(DRAWING.format(shapes=SHAPES).encode(), "red")
    assert found is not None
    assert found.shapes == 5


def test_what_says_which_part_is_shown_stays_and_is_no_shape() -> None:
    clip = '<clipPath id="all"><rect width="200" height="100"/></clipPath>'
    found = motif(DRAWING.format(shapes=clip + SHAPES).encode(), "red")
    assert found is not None
    assert clip.encode() in found.svg
    assert found.shapes == 5
    assert found.aspect == 2


def test_what_is_dark_is_white_and_what_is_warm_has_the_second_colour() -> None:
    svg = made(SHAPES, "#abcdef")
    assert ".dark { fill: rgba(255,255,255,0.94); stroke: rgba(255,255,255,0.85); }" in svg
    assert ".pale { fill: rgba(255,255,255,0.1); }" in svg
    assert 'stroke="#abcdef" fill="none"' in svg
    assert 'stroke="url(#arrow)"' in svg
    assert 'fill="rgba(255,255,255,0.94)"' in svg


@pytest.mark.parametrize(
    "svg",
    [
        DRAWING.format(shapes=SHAPES[:60]),
        DRAWING.format(shapes=SHAPES).replace('viewBox="0 0 200 100"', ""),
        DRAWING.format(shapes=SHAPES).replace("</svg>", ""),
        "",
    ],
    ids=["too few shapes", "no size", "broken", "empty"],
)
def test_what_makes_no_picture(svg: str) -> None:
    assert motif(svg.encode(), "red") is None
