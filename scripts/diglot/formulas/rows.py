"""Rows of formulas, delimiters that grow with them, spaces, boxes and strikes."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from diglot.core.i18n import _
from diglot.formulas.mathml import NotConverted, not_printed
from diglot.formulas.pieces import (
    Piece,
    Writer,
    bare,
    escape,
    inside,
    nested,
    outer_spaces,
    space_of,
)
from diglot.formulas.signs import FENCES, NOTHING
from diglot.formulas.styles import attributes, colour, length, size_of, style_of
from diglot.formulas.tokens import operator


def row(element: etree._Element, write: Writer) -> list[Piece]:
    """Return a row; one between two delimiters is a single piece that they grow with."""
    found = attributes(element, "displaystyle", "scriptlevel", "style", "class", "display")
    style = style_of(element, "color")
    children = [child for child in element if not _is_nothing(child)]
    fenced = len(children) > 1 and _is_fence(children[0]) and _is_fence(children[-1])
    pieces = [_fenced(children, write)] if fenced else inside(element, write)
    size = size_of(found)
    if size is not None:
        pieces = [replace(outer_spaces(pieces), code=f"{size}({bare(pieces)})")]
    if "color" in style:
        fill = f"(fill: {colour(style['color'])})"
        pieces = [replace(outer_spaces(pieces), code=nested("text", bare(pieces), fill))]
    return pieces


def _is_nothing(element: etree._Element) -> bool:
    return element.tag == "mspace" and not element.attrib


def _is_fence(element: etree._Element) -> bool:
    return (
        element.tag == "mo"
        and (element.text or "") in FENCES
        and element.get("stretchy") != "false"
        and "minsize" not in element.attrib
    )


def _fenced(children: list[etree._Element], write: Writer) -> Piece:
    """Return what stands between two delimiters that grow with it."""
    before, after = operator(children[0], write)[0].before, operator(children[-1], write)[0].after
    inner: list[Piece] = []
    for child in children[1:-1]:
        if _is_fence(child):
            sign = operator(child, write)[0]
            inner.append(replace(sign, code=f"mid({escape(child.text or '')})"))
        else:
            inner += write(child)
    code = bare(inner)
    left = _delimiter(children[0].text or "", "opening")
    right = _delimiter(children[-1].text or "", "closing")
    return Piece(f"lr({left} {code} {right})", before, after)


def _delimiter(sign: str, side: str) -> str:
    # Without a delimiter, a space keeps Typst from taking the first sign for one.
    return space_of(0) if sign == NOTHING else f'class("{side}", {escape(sign)})'


def spacing(element: etree._Element, _write: Writer) -> list[Piece]:
    """Return a space."""
    found = attributes(element, "width", "style")
    style = style_of(element, "margin-left", "width")
    width = length(found["width"]) if "width" in found else None
    if "margin-left" in style:
        width = (width or 0) + length(style["margin-left"])
    return [] if width is None else [Piece("", width)]


def padded(element: etree._Element, write: Writer) -> list[Piece]:
    """Return what has spaces about it, or no width."""
    found = attributes(element, "width", "height", "style")
    style = style_of(element, "padding-left", "padding-right")
    pieces = inside(element, write)
    invisible = len(element) == 1 and element[0].tag == "mphantom"
    if set(found) & {"width", "height"} and not invisible:
        raise NotConverted(_("what overlaps its neighbours cannot be printed"))
    if found.get("width") == "0":
        return [Piece(f"#box(width: 0pt)[${bare(pieces)}$]")]
    before, after = (
        length(style[side]) if side in style else None for side in ("padding-left", "padding-right")
    )
    return [Piece(bare(pieces), before, after)] if style else pieces


def phantom(element: etree._Element, write: Writer) -> list[Piece]:
    """Return the room that something invisible takes."""
    attributes(element)
    return [Piece(nested("hide", bare(inside(element, write))))]


_STRIKES = {
    "updiagonalstrike": "cancel({})",
    "downdiagonalstrike": "cancel({}, inverted: #true)",
    "updiagonalstrike downdiagonalstrike": "cancel({}, cross: #true)",
}


def enclosed(element: etree._Element, write: Writer) -> list[Piece]:
    """Return what stands in a box, or is struck out."""
    notation = attributes(element, "notation").get("notation", "")
    # Empty rows at the end are what style sheets draw the strikes with.
    code = bare(inside((child for child in element if child.get("class") is None), write))
    if notation == "box":
        box = nested("box", f"display({code})", "(stroke: .04em, inset: .3em)")
        return [Piece(box)]
    if notation not in _STRIKES:
        raise not_printed(f'notation="{notation}"')
    return [Piece(_STRIKES[notation].format(code))]
