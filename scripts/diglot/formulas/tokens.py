"""The signs and words of formulas: letters, numbers, operators and text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from diglot.formulas.mathml import not_printed
from diglot.formulas.pieces import Piece, Writer, escape, nested
from diglot.formulas.signs import APPLY, BINARY, FENCES, GREEK_CAPITALS, NOTHING, usual_spaces
from diglot.formulas.styles import attributes, length
from diglot.typeset.markup import literal


def identifier(element: etree._Element, _write: Writer) -> list[Piece]:
    """Return a letter, or the name of a function."""
    variant = attributes(element, "mathvariant").get("mathvariant")
    text = element.text or ""
    if len(text) != 1:
        return [Piece(str(literal(text)))]
    code = text if text.isascii() and text.isalpha() else escape(text)
    if variant == "normal":
        return [Piece(f"upright({code})")]
    if variant is not None:
        raise not_printed(f'mathvariant="{variant}"')
    return [Piece(f"italic({code})" if text in GREEK_CAPITALS else code)]


def number(element: etree._Element, _write: Writer) -> list[Piece]:
    """Return a number."""
    attributes(element)
    text = element.text or ""
    return [Piece(text if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else str(literal(text)))]


_OPERATOR = (
    "form", "fence", "separator", "stretchy", "symmetric", "minsize", "maxsize", "movablelimits",
    "lspace", "rspace",
)  # fmt: skip
_CLASSES = {"prefix": "opening", "postfix": "closing", "infix": "relation"}


def operator(element: etree._Element, _write: Writer) -> list[Piece]:
    """Return an operator or a delimiter, with the spaces that it asks for."""
    found = attributes(element, *_OPERATOR)
    text = element.text or ""
    before, after = (
        length(found[side]) if side in found else None for side in ("lspace", "rspace")
    )
    if text in (NOTHING, APPLY):
        return [Piece("", before, after)]
    if len(text) != 1:
        return [Piece(f'class("normal", {literal(text)})', before, after)]
    code = escape(text)
    if "minsize" in found:
        code = f"lr(size: #{length(found['minsize']):.4g}em, {code})"
    form = found.get("form")
    if form is not None and text in FENCES:
        code = f'class("{_CLASSES[form]}", {code})'
    elif text in BINARY and before is None and after is None:
        code = f'class("binary", {code})'
    return [Piece(code, before, after, usual_spaces(text))]


def words(element: etree._Element, _write: Writer) -> list[Piece]:
    """Return a text, some words of which may have a style."""
    attributes(element)
    parts = [str(literal(element.text))] if element.text else []
    for child in element:
        parts.append(_styled_words(child))
        if child.tail:
            parts.append(str(literal(child.tail)))
    return [Piece(" ".join(parts))]


_WORD_STYLES: Mapping[tuple[str, str | None], Callable[[str], str]] = {
    ("b", None): lambda code: nested("strong", code),
    ("i", None): lambda code: f"italic({code})",
    ("u", None): lambda code: f"underline({code})",
    ("code", None): lambda code: f"mono({code})",
    ("span", "math-core-sans-serif-font"): lambda code: f"sans({code})",
    ("span", "math-core-serif-font"): lambda code: code,
}


def _styled_words(element: etree._Element) -> str:
    kind = (str(element.tag), element.get("class"))
    attributes(element, "class")
    if kind not in _WORD_STYLES:
        raise not_printed(f"<{kind[0]}>")
    parts = [str(literal(element.text))] if element.text else []
    for child in element:
        parts.append(_styled_words(child))
        if child.tail:
            parts.append(str(literal(child.tail)))
    return _WORD_STYLES[kind](" ".join(parts))
