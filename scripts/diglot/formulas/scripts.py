"""Fractions, roots, scripts, limits and accents of formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from diglot.core.i18n import _
from diglot.formulas.mathml import NotConverted, not_printed
from diglot.formulas.pieces import (
    EMPTY,
    ElementWriter,
    Piece,
    Writer,
    bare,
    code_of,
    escape,
    inside,
    joined,
    outer_spaces,
)
from diglot.formulas.signs import ACCENTS, OVER, STRETCHED, SUMS, UNDER, WIDE_ACCENTS
from diglot.formulas.styles import attributes, size_of, style_of


def fraction(element: etree._Element, write: Writer) -> list[Piece]:
    """Return a fraction, or two formulas one above the other without a rule."""
    found = attributes(element, "displaystyle", "scriptlevel", "style", "linethickness")
    style_of(element, "padding-top")
    over, under = (code_of(child, write) for child in element)
    thickness = found.get("linethickness")
    if thickness is None:
        code = f"frac({over}, {under})"
    elif thickness == "0":
        code = f"vec(delim: #none, gap: #.2em, {over}, {under})"
    else:
        raise not_printed(f'linethickness="{thickness}"')
    size = size_of(found)
    return [Piece(f"{size}({code})" if size else code)]


def square_root(element: etree._Element, write: Writer) -> list[Piece]:
    """Return a square root."""
    attributes(element)
    return [Piece(f"sqrt({joined(inside(element, write)) or EMPTY})")]


def root(element: etree._Element, write: Writer) -> list[Piece]:
    """Return a root with its index."""
    attributes(element)
    base, index = (code_of(child, write) for child in element)
    return [Piece(f"root({index}, {base})")]


def _attached(
    base: list[Piece], keep: str, scripts: Mapping[str, etree._Element], write: Writer
) -> Piece:
    """Return a base with its scripts; `keep` is Typst's word for where they stand, if needed."""
    parts = "".join(f", {place}: {code_of(script, write)}" for place, script in scripts.items())
    inner = f"{keep}({bare(base)})" if keep else bare(base)
    return replace(outer_spaces(base), code=f"attach({inner}{parts})")


def with_scripts(*places: str) -> ElementWriter:
    """Return what writes a base with scripts at the places that Typst names so."""

    def written(element: etree._Element, write: Writer) -> list[Piece]:
        attributes(element)
        base, *scripts = element
        # Letters and numbers have no limits anyway.
        keep = "" if base.tag in ("mi", "mn", "mtext") else "scripts"
        return [_attached(write(base), keep, dict(zip(places, scripts, strict=True)), write)]

    return written


def multiscripts(element: etree._Element, write: Writer) -> list[Piece]:
    """Return a base with scripts before and behind it."""
    attributes(element)
    base, *rest = element
    tags = [child.tag for child in rest]
    split = tags.index("mprescripts") if "mprescripts" in tags else len(rest)
    after, before = rest[:split], rest[split + 1 :]
    if len(after) > 2 or len(before) > 2:
        raise not_printed("<mmultiscripts>")
    scripts = {
        **dict(zip(("br", "tr"), after, strict=False)),
        **dict(zip(("bl", "tl"), before, strict=False)),
    }
    return [_attached(write(base), "scripts", scripts, write)]


def with_limits(*places: str) -> ElementWriter:
    """Return what writes a base with limits at places that Typst names so, or an accent."""

    def written(element: etree._Element, write: Writer) -> list[Piece]:
        found = attributes(element, "accent", "accentunder")
        base, *scripts = element
        if "true" in found.values():
            return [_accented(base, scripts[0], write, under=places == ("b",))]
        # A space as a script only keeps an arrow from being too short.
        placed = {
            place: script
            for place, script in zip(places, scripts, strict=True)
            if script.tag != "mspace"
        }
        pieces = write(base)
        if _stretches(base):
            pieces = [replace(pieces[0], code=f"stretch({pieces[0].code})")]
        keep = "" if _moves(base) else "limits"
        return [_attached(pieces, keep, placed, write)] if placed else pieces

    return written


def _moves(element: etree._Element) -> bool:
    """Whether limits stand beside an operator where formulas are small."""
    return (
        element.tag == "mo"
        and (element.text or "") in SUMS
        and element.get("movablelimits") != "false"
    )


def _stretches(element: etree._Element) -> bool:
    return (
        element.tag == "mo"
        and (element.text or "") in STRETCHED
        and element.get("stretchy", "false" if element.text == "=" else "true") == "true"
    )


def _accented(base: etree._Element, accent: etree._Element, write: Writer, *, under: bool) -> Piece:
    sign = accent.text or ""
    stretchy = accent.get("stretchy", "true" if sign in WIDE_ACCENTS else "false") == "true"
    pieces = write(base)
    functions = UNDER if under else OVER
    if sign in functions and (stretchy or sign not in ACCENTS):
        code = f"{functions[sign]}({bare(pieces)})"
    elif sign in ACCENTS and not under:
        size = "" if stretchy else ", size: #0%"
        code = f"accent({bare(pieces)}, {escape(ACCENTS[sign])}{size})"
    else:
        raise NotConverted(_("the accent {sign} cannot be printed", sign=sign))
    return replace(outer_spaces(pieces), code=code)
