"""Colours of drawings become grays; everything else stays."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diglot.typeset.gray import grayed


@pytest.mark.parametrize(
    ("svg", "expected"),
    [
        ('<path fill="#ff0000"/>', '<path fill="#363636"/>'),
        ("<path stroke='red'/>", "<path stroke='#363636'/>"),
        ('<g style="fill: rgb(0, 0, 255)">', '<g style="fill: #121212">'),
        (".a{fill:white}", ".a{fill:#ffffff}"),
        ('<stop stop-color="rgba(0,0,0,.5)"/>', '<stop stop-color="rgba(0, 0, 0, 0.5)"/>'),
        ('<path fill="url(#shade)"/>', '<path fill="url(#shade)"/>'),
        ('<path fill="none" fill-opacity="1"/>', '<path fill="none" fill-opacity="1"/>'),
        ('<a href="#fff">fill red</a>', '<a href="#fff">fill red</a>'),
    ],
)
def test_colours_become_gray(svg: str, expected: str) -> None:
    assert grayed(svg.encode()) == expected.encode()


@given(st.integers(0, 0xFFFFFF))
def test_a_gray_is_a_gray(colour: int) -> None:
    found = re.search(rb"#(..)(..)(..)", grayed(b'<path fill="#%06x"/>' % colour))
    assert found
    assert len(set(found.groups())) == 1


@given(st.binary())
def test_what_is_no_drawing_comes_back(data: bytes) -> None:
    if not any(name in data for name in (b"fill", b"stroke", b"color")):
        assert grayed(data) == data
