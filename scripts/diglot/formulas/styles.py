"""Attributes, styles and lengths in the MathML of formulas."""

from __future__ import annotations

import re

from lxml import etree

from diglot.formulas.mathml import not_printed

# In em: the converter writes points of TeX as tenths of rem.
_UNITS = {"em": 1.0, "rem": 1.0, "ex": 0.43, "": 1.0}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?|-?\.\d+)(em|rem|ex|)")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def attributes(element: etree._Element, *known: str) -> dict[str, str]:
    """Return the attributes of an element; raises NotConverted for one that is not `known`."""
    found = {str(name): str(value) for name, value in element.attrib.items()}
    for name in found:
        if name not in known:
            raise not_printed(f'<{element.tag!s} {name}="{found[name]}">')
    return found


def style_of(element: etree._Element, *known: str) -> dict[str, str]:
    """Return the properties of an element's style; raises NotConverted for an unknown one."""
    found = {}
    for declaration in str(element.get("style", "")).split(";"):
        name, colon, value = declaration.partition(":")
        if not colon:
            continue
        if name.strip() not in known:
            raise not_printed(f"style={declaration.strip()}")
        found[name.strip()] = value.strip()
    return found


def length(text: str) -> float:
    """Return a length in em; raises NotConverted for another unit."""
    found = _LENGTH.fullmatch(text)
    if found is None or (found[2] == "" and float(found[1]) != 0):
        raise not_printed(text)
    return float(found[1]) * _UNITS[found[2]]


def colour(text: str) -> str:
    """Return a colour as Typst writes it; raises NotConverted for another notation."""
    if not _COLOUR.fullmatch(text):
        raise not_printed(text)
    return f'rgb("{text.lower()}")'


def size_of(found: dict[str, str]) -> str | None:
    """Return Typst's function for the size that attributes ask for; None without any."""
    level = found.get("scriptlevel")
    display = found.get("displaystyle")
    if level not in (None, "0", "1", "2") or display not in (None, "true", "false"):
        raise not_printed(f"scriptlevel={level} displaystyle={display}")
    if level in ("1", "2"):
        return {"1": "script", "2": "sscript"}[level]
    return {None: None, "true": "display", "false": "inline"}[display]
