"""Drawings as art for covers: their shapes without their words, in white on a coloured field."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

from lxml import etree
from tinycss2.color3 import RGBA, parse_color

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(
    f"{_SVG}{name}" for name in ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
)
_WORDS = frozenset(
    f"{_SVG}{name}" for name in ("text", "title", "desc", "foreignObject", "image", "a")
)
# What is in these shows nothing, but says which part of others is shown.
_STENCILS = (f"{_SVG}clipPath", f"{_SVG}mask")
_PAINT = re.compile(
    r"""(?P<property>\b(?:fill|stroke|stop-color))(?P<between>\s*(?::|=\s*["'])\s*)"""
    r"""(?P<value>[^"';}<]+)"""
)
# Fewer shapes make no picture.
_LEAST_SHAPES = 5
# A shape over so much of the drawing is its paper.
_GROUND = 0.8


@dataclass(frozen=True, slots=True)
class Motif:
    """A drawing without its words, as an SVG, how many shapes it has, and width by height."""

    svg: bytes
    shapes: int
    aspect: float


def motif(svg: bytes, second: str) -> Motif | None:
    """Return a drawing as white shapes on nothing, to stand on a coloured field.

    Its words and its ground are left out; what is warm in it, as orange is, gets the colour
    `second`. None where too little is left, or the drawing cannot be read.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    text = svg.decode("utf-8", "surrogateescape")
    painted = _PAINT.sub(lambda match: _painted(match, second), text)
    try:
        root = etree.fromstring(painted.encode("utf-8", "surrogateescape"), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        return None
    size = _size(root)
    if size is None:
        return None
    for element in list(root.iter(etree.Element)):
        if element.tag in _WORDS or (_is_ground(element, size) and _is_shown(element)):
            _remove(element)
    shapes = sum(element.tag in _SHAPES and _is_shown(element) for element in root.iter())
    if shapes < _LEAST_SHAPES:
        return None
    if "fill" not in root.attrib:
        root.set("fill", _FILLS[0])
    return Motif(etree.tostring(root, encoding="utf-8"), shapes, size[0] / size[1])


def _is_shown(element: etree._Element) -> bool:
    return next(element.iterancestors(_STENCILS), None) is None


def _remove(element: etree._Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)


def _size(root: etree._Element) -> tuple[float, float] | None:
    """Return the width and the height that the shapes of a drawing are measured in."""
    box = re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))
    sides = box[2:] if len(box) == 4 else [_number(root.get(side)) for side in ("width", "height")]
    width, height = map(float, sides)
    return (width, height) if width > 0 and height > 0 else None


def _is_ground(element: etree._Element, size: tuple[float, float]) -> bool:
    """Return whether a shape is the paper of the drawing, or a frame around it."""
    if element.tag == f"{_SVG}rect":
        sides = [
            _side(element.get(name), whole)
            for name, whole in zip(("width", "height"), size, strict=True)
        ]
        return sides[0] * sides[1] > _GROUND * size[0] * size[1]
    # Graphviz draws its paper as a polygon, which comes first.
    if element.tag == f"{_SVG}polygon":
        numbers = list(map(float, re.findall(r"-?\d+(?:\.\d+)?", element.get("points", ""))))
        width, height = (
            max(side, default=0) - min(side, default=0) for side in (numbers[::2], numbers[1::2])
        )
        return width * height > _GROUND * size[0] * size[1]
    return False


def _side(text: str | None, whole: float) -> float:
    number = _number(text)
    return whole * number / 100 if text and text.strip().endswith("%") else number


def _number(text: str | None) -> float:
    match = re.match(r"\s*(\d+(?:\.\d+)?)", text or "")
    return float(match[1]) if match else 0.0


# White, as strong as what is dark and as pale as what is light in the drawing.
_FILLS = ("rgba(255,255,255,0.94)", "rgba(255,255,255,0.3)", "rgba(255,255,255,0.1)")
_STROKES = ("rgba(255,255,255,0.85)", "rgba(255,255,255,0.55)", "rgba(255,255,255,0.25)")


def _painted(match: re.Match[str], second: str) -> str:
    colour = parse_color(match["value"].strip())
    # What is no colour is a reference, or a word such as none.
    if not isinstance(colour, RGBA) or colour.alpha == 0:
        return match[0]
    return f"{match['property']}{match['between']}{_white(colour, second, match['property'])}"


def _white(colour: RGBA, second: str, what: str) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(colour.red, colour.green, colour.blue)
    warm = hue < 0.17 or hue > 0.93
    if warm and saturation > 0.45 and 0.25 < lightness < 0.82:
        return second
    shades = _STROKES if what == "stroke" else _FILLS
    return shades[0 if lightness < 0.45 else 1 if lightness < 0.85 else 2]
