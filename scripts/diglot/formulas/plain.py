"""A formula as a line of text, where there is no room for its drawing: x² + a/b."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from diglot.formulas.mathml import parsed
from diglot.formulas.signs import (
    ACCENTS,
    APPLY,
    BINARY,
    FENCES,
    INTEGRALS,
    NOTHING,
    OVER,
    SUMS,
    UNDER,
    usual_spaces,
)

_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
_SUPERSCRIPTS = str.maketrans("0123456789+−-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+−-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
# Invisible signs, and the one that chooses between forms of a letter.
_UNSEEN = str.maketrans({NOTHING: "", APPLY: " ", "\u2062": "", "\u2064": "", "\ufe00": ""})
# In em; an operator with more room about it stands between spaces.
_NARROW = 0.17
_PRIMES = frozenset("′″‴⁗")


def in_line(mathml: str) -> str:
    """Return a ``<math>`` element as text without line breaks."""
    return " ".join(_text(parsed(mathml)).translate(_UNSEEN).split())


def _text(node: etree._Element) -> str:
    name = str(node.tag).removeprefix(_NAMESPACE)
    if name in _FORMS:
        return _FORMS[name](list(node))
    if name == "mo":
        return _sign(node)
    if len(node):
        return _row(list(node))
    return " " if name == "mspace" else node.text or ""


def _sign(node: etree._Element) -> str:
    sign = (node.text or "").translate(_UNSEEN)
    is_infix = node.get("form", "infix") == "infix" and not (sign in BINARY and _is_first(node))
    is_spaced = is_infix and sign not in FENCES and min(usual_spaces(sign or NOTHING)) > _NARROW
    return f" {sign} " if is_spaced else sign + " " * (sign in (",", ";"))


def _is_first(node: etree._Element) -> bool:
    """Whether nothing that a sign could join to what follows it stands before the sign."""
    before = node.getprevious()
    if before is None:
        return True
    return str(before.tag).endswith("mo") and (before.text or "") not in ")]}!"


def _row(parts: Sequence[etree._Element]) -> str:
    return "".join(map(_text, parts))


def _one(node: etree._Element) -> str:
    """Return a part of a formula, in brackets where it is more than a sign or a number."""
    text = _text(node).strip()
    is_bare = len(text) < 2 or text.isalnum() or str(node.tag).endswith(("msqrt", "mroot"))
    return text if is_bare or (text[0] in "([{" and text[-1] in ")]}") else f"({text})"


def _fraction(parts: Sequence[etree._Element]) -> str:
    return "/".join(map(_one, parts))


def _root(parts: Sequence[etree._Element]) -> str:
    body, *index = parts
    return (_raised(index[0]) if index else "") + "√" + _one(body)


def _square_root(parts: Sequence[etree._Element]) -> str:
    text = _row(parts).strip()
    return f"√{text}" if len(text) < 2 else f"√({text})"


def _small(node: etree._Element, signs: dict[int, int], mark: str) -> str:
    text = _text(node).strip()
    if not text or set(text) <= _PRIMES:
        return text
    if all(ord(sign) in signs for sign in text):
        return text.translate(signs)
    return mark + _one(node)


def _raised(node: etree._Element) -> str:
    return _small(node, _SUPERSCRIPTS, "^")


def _lowered(node: etree._Element) -> str:
    return _small(node, _SUBSCRIPTS, "_")


def _with_scripts(parts: Sequence[etree._Element]) -> str:
    body, below, above = parts
    return _body(body) + _lowered(below) + _raised(above) + _behind(body)


def _over(parts: Sequence[etree._Element]) -> str:
    body, above = parts
    if _is_drawn(above):
        return _text(body) + ACCENTS.get(_text(above).strip(), "")
    return _body(body) + _raised(above)


def _under(parts: Sequence[etree._Element]) -> str:
    body, below = parts
    return _text(body) if _is_drawn(below) else _body(body) + _lowered(below) + _behind(body)


def _body(node: etree._Element) -> str:
    """Return what has a script, as one thing."""
    text = _text(node).strip()
    return text if text.isalnum() or len(text) < 2 else _one(node)


def _behind(body: etree._Element) -> str:
    return " " if _text(body).strip() in SUMS | INTEGRALS else ""


def _is_drawn(node: etree._Element) -> bool:
    """Whether something over or under others is a drawing, such as an accent or a brace."""
    return _text(node).strip() in {*ACCENTS, *OVER, *UNDER}


def _table(rows: Sequence[etree._Element]) -> str:
    return "; ".join(" ".join(filter(None, (_text(cell).strip() for cell in row))) for row in rows)


_FORMS: dict[str, Callable[[Sequence[etree._Element]], str]] = {
    "mfrac": _fraction,
    "mroot": _root,
    "msqrt": _square_root,
    "msup": lambda parts: _body(parts[0]) + _raised(parts[1]),
    "msub": lambda parts: _body(parts[0]) + _lowered(parts[1]) + _behind(parts[0]),
    "msubsup": _with_scripts,
    "munderover": _with_scripts,
    "mover": _over,
    "munder": _under,
    "mtable": _table,
    "mphantom": lambda _parts: "",
}
