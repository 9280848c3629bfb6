"""Words that a drawing holds as HTML become words that Typst shows."""

import pytest
from lxml import etree

from diglot.typeset.svg import smallest_words, without_html

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60">{}</svg>'
BOX = (
    '<foreignObject x="10" y="10" width="180" height="40">'
    '<div xmlns="http://www.w3.org/1999/xhtml" style="{}">{}</div></foreignObject>'
)


def texts(inside: str) -> list[tuple[float, float, str]]:
    """Return the lines of text of a drawing with their places."""
    root = etree.fromstring(without_html(SVG.format(inside).encode()))
    assert root.findall(".//{*}foreignObject") == []
    return [
        (float(span.get("x", 0)), float(span.get("y", 0)), span.text or "")
        for span in root.iter("{*}tspan")
    ]


def test_words_stand_in_the_middle_of_their_place() -> None:
    ((x, y, words),) = texts(BOX.format("font-size: 10px", "Some <b>bold</b> words"))
    assert words == "Some bold words"
    assert x == 100
    assert 30 < y < 36


@pytest.mark.parametrize("separator", ["<br/>", "</p><p>"])
def test_lines_stay_lines(separator: str) -> None:
    lines = texts(BOX.format("", f"<p>One{separator}two</p>"))
    assert [words for _, _, words in lines] == ["One", "two"]
    assert lines[0][1] < lines[1][1]


def test_a_long_line_is_set_smaller() -> None:
    svg = without_html(SVG.format(BOX.format("", "word " * 30)).encode())
    (text,) = etree.fromstring(svg).iter("{*}text")
    assert float(text.get("font-size", "16")) < 4


def test_what_is_offered_without_html_is_taken() -> None:
    both = f"<switch>{BOX.format('', 'HTML')}<text>SVG</text></switch>"
    svg = without_html(SVG.format(both).encode())
    assert b"SVG" in svg
    assert b"HTML" not in svg


@pytest.mark.parametrize(
    "svg", [SVG.format("<rect/>").encode(), b"<svg><foreignObject>", b"foreignObject"]
)
def test_other_files_stay_as_they_are(svg: bytes) -> None:
    assert without_html(svg) == svg


@pytest.mark.parametrize(
    ("inside", "share"),
    [
        ('<text font-size="12">a</text><text style="font-size: 10px">b</text>', 0.05),
        ("<style>.note{font-size:8px}</style><text>a</text>", 0.04),
        ("<text>a</text>", 0.08),
        ("<rect/>", None),
    ],
)
def test_the_smallest_words_of_a_drawing(inside: str, share: float | None) -> None:
    assert smallest_words(SVG.format(inside).encode()) == share
