"""Drawings as Typst can show them: HTML becomes words of the SVG; how small words are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
_FOREIGN = f"{{{_SVG}}}foreignObject"
_BLOCKS = frozenset(("p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6"))
_FONT_SIZE = re.compile(r"font-size:\s*(\d+(?:\.\d+)?)(?:px)?")
_COLOUR = re.compile(r"(?:^|[;\s])color:\s*([^;]+)")
_USUAL_SIZE = 16.0
# Shares of the size of the type: the width of most letters, and from line to line.
_LETTER, _LINE = 0.55, 1.2
_FIRST_HAN = 0x2E7F


def without_html(svg: bytes) -> bytes:
    """Return a drawing whose ``foreignObject`` elements, which hold HTML, are text elements.

    Their words stand in the middle of the place that they had. Where a ``switch`` offers the same
    without HTML, as draw.io's drawings do, that is taken. A drawing without HTML, or one that
    cannot be read, is returned as it is.
    """
    if b"foreignObject" not in svg:
        return svg
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(svg, parser)
    except etree.XMLSyntaxError:
        return svg
    for foreign in list(root.iter(_FOREIGN)):
        above = foreign.getparent()
        if above is None:
            return svg
        has_other = above.tag == f"{{{_SVG}}}switch" and len(above) > 1
        text = None if has_other else _text_of(foreign)
        if text is None:
            above.remove(foreign)
        else:
            text.tail = foreign.tail
            above.replace(foreign, text)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


_ANY_SIZE = re.compile(r"font-size\s*[:=]\s*[\"']?(\d+(?:\.\d+)?)(?:px)?\b(?![%\w])")
_VIEW_BOX = re.compile(r"<svg\b[^>]*\bviewBox=[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)")
_WIDTH = re.compile(r"<svg\b[^>]*\bwidth=[\"']([\d.]+)(?:px)?[\"']")


def smallest_words(svg: bytes) -> float | None:
    """Return the smallest size of words in a drawing, as a share of its width; None without words.

    Sizes are taken as they stand, in the units of the whole drawing.
    """
    text = svg.decode("utf-8", "replace")
    width = _VIEW_BOX.search(text) or _WIDTH.search(text)
    if "<text" not in text or not width or not float(width[1]):
        return None
    sizes = [float(size) for size in _ANY_SIZE.findall(text)] or [_USUAL_SIZE]
    return min(sizes) / float(width[1])


def _text_of(foreign: etree._Element) -> etree._Element | None:
    """Return the words of an element as lines of text in its middle; None where it has none."""
    lines = list(_lines(foreign))
    if not lines:
        return None
    x, y, width, height = (
        _number(foreign.get(name, "0")) for name in ("x", "y", "width", "height")
    )
    styles = " ; ".join(element.get("style", "") for element in foreign.iter(etree.Element))
    size = _size(styles, lines, width)
    text = etree.Element(f"{{{_SVG}}}text")
    if "transform" in foreign.attrib:
        text.set("transform", foreign.attrib["transform"])
    text.set("text-anchor", "middle")
    text.set("font-family", "sans-serif")
    text.set("font-size", f"{size:g}")
    if colour := _COLOUR.search(styles):
        text.set("fill", colour[1].strip())
    first = y + height / 2 + size * (0.35 - _LINE * (len(lines) - 1) / 2)
    for at, line in enumerate(lines):
        span = etree.SubElement(text, f"{{{_SVG}}}tspan")
        span.set("x", f"{x + width / 2:g}")
        span.set("y", f"{first + at * _LINE * size:g}")
        span.text = line
    return text


def _size(styles: str, lines: list[str], width: float) -> float:
    """Return the size that is asked for, or a smaller one in which the lines fit."""
    asked = _FONT_SIZE.search(styles)
    size = float(asked[1]) if asked else _USUAL_SIZE
    widest = max(sum(1.0 if ord(char) > _FIRST_HAN else _LETTER for char in line) for line in lines)
    return min(size, width / widest) if width else size


def _lines(foreign: etree._Element) -> Iterator[str]:
    """Yield the words line by line, as blocks of HTML break them."""
    words: list[str] = []
    for event, element in etree.iterwalk(foreign, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if etree.QName(element).localname in _BLOCKS:
            if line := " ".join("".join(words).split()):
                yield line
            words = []
        words.append((element.text if event == "start" else element.tail) or "")
    if line := " ".join("".join(words).split()):
        yield line


def _number(length: str) -> float:
    match = re.match(r"-?\d+(?:\.\d+)?", length.strip())
    return float(match[0]) if match else 0.0
