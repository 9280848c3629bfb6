"""MathML as Typst's mathematics: every sign is an escape, every function one of a few.

Nothing of a formula's text is taken over as Typst code. What MathML has that is not known here
is refused. Sources: https://www.w3.org/TR/mathml-core/ and
https://typst.app/docs/reference/math/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from diglot.core.i18n import _
from diglot.formulas.mathml import NotConverted, not_printed
from diglot.formulas.signs import (
    ACCENTS,
    APPLY,
    BINARY,
    FENCES,
    GREEK_CAPITALS,
    NOTHING,
    OVER,
    STRETCHED,
    SUMS,
    UNDER,
    WIDE_ACCENTS,
    usual_spaces,
)
from diglot.formulas.styles import attributes, colour, length, size_of, style_of
from diglot.formulas.tables import Cell, table_of
from diglot.typeset.markup import literal


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a row: Typst code, and the spaces about it, in em, where MathML names them."""

    code: str
    before: float | None = None
    after: float | None = None
    usual: tuple[float, float] = (0.0, 0.0)
    """The spaces of the operator dictionary, which count where the other side names one."""


def to_typst(tree: etree._Element) -> str:
    """Return a ``<math>`` element as the inside of a Typst formula.

    Raises NotConverted for elements, attributes and styles that are not known here.
    """
    return _joined(_pieces(tree)) or '""'


def _pieces(element: etree._Element) -> list[Piece]:
    write = _WRITERS.get(str(element.tag))
    if write is None:
        raise not_printed(f"<{element.tag!s}>")
    return write(element)


def _inside(elements: Iterable[etree._Element]) -> list[Piece]:
    return [piece for element in elements for piece in _pieces(element)]


def _code(element: etree._Element) -> str:
    """Return an element as an argument, which may not be empty."""
    return _joined(_pieces(element)) or '""'


def _joined(pieces: Iterable[Piece]) -> str:
    """Return pieces with the spaces between them; where none is named, they are Typst's own."""
    written: list[str] = []
    last: Piece | None = None
    named: list[float] = []
    for piece in pieces:
        if not piece.code:
            named += [space for space in (piece.before, piece.after) if space is not None]
            continue
        space = _gap(last, named, piece)
        if space is not None and (space or last):
            written.append(_space(space))
        written.append(piece.code)
        last, named = piece, []
    rest = sum(named) + ((last.after or 0) if last else 0)
    if rest:
        written.append(_space(rest))
    return _side_by_side(written)


def _gap(last: Piece | None, named: list[float], piece: Piece) -> float | None:
    """Return the space before a piece; None where no side of it is named, but only usual."""
    after = last.after if last else None
    if not named and after is None and piece.before is None:
        return None
    if last is None:
        return sum(named) + (piece.before or 0)
    usual = (last.usual[1] if after is None else after) + (
        piece.usual[0] if piece.before is None else piece.before
    )
    return sum(named) + usual


def _side_by_side(codes: list[str]) -> str:
    """Return codes one after another: a space beside words would be seen."""
    written = ""
    for code in codes:
        apart = written[-1:].isalnum() and code[0].isalnum()
        written += f" {code}" if apart else code
    return written


def _space(em: float) -> str:
    return f"#h({em:.4g}em)"


def _nested(function: str, code: str, arguments: str = "") -> str:
    """Return a formula inside a function that takes content, such as a colour."""
    return f"#{function}{arguments}[${code}$]"


# --- signs and words


def _escape(text: str) -> str:
    return "".join(f"\\u{{{ord(sign):x}}}" for sign in text)


def _identifier(element: etree._Element) -> list[Piece]:
    variant = attributes(element, "mathvariant").get("mathvariant")
    text = element.text or ""
    if len(text) != 1:
        return [Piece(str(literal(text)))]
    code = text if text.isascii() and text.isalpha() else _escape(text)
    if variant == "normal":
        return [Piece(f"upright({code})")]
    if variant is not None:
        raise not_printed(f'mathvariant="{variant}"')
    return [Piece(f"italic({code})" if text in GREEK_CAPITALS else code)]


def _number(element: etree._Element) -> list[Piece]:
    attributes(element)
    text = element.text or ""
    return [Piece(text if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else str(literal(text)))]


_OPERATOR = (
    "form", "fence", "separator", "stretchy", "symmetric", "minsize", "maxsize", "movablelimits",
    "lspace", "rspace",
)  # fmt: skip
_CLASSES = {"prefix": "opening", "postfix": "closing", "infix": "relation"}


def _operator(element: etree._Element) -> list[Piece]:
    found = attributes(element, *_OPERATOR)
    text = element.text or ""
    before, after = (
        length(found[side]) if side in found else None for side in ("lspace", "rspace")
    )
    if text in (NOTHING, APPLY):
        return [Piece("", before, after)]
    if len(text) != 1:
        return [Piece(f'class("normal", {literal(text)})', before, after)]
    code = _escape(text)
    if "minsize" in found:
        code = f"lr(size: #{length(found['minsize']):.4g}em, {code})"
    form = found.get("form")
    if form is not None and text in FENCES:
        code = f'class("{_CLASSES[form]}", {code})'
    elif text in BINARY and before is None and after is None:
        code = f'class("binary", {code})'
    return [Piece(code, before, after, usual_spaces(text))]


def _words(element: etree._Element) -> list[Piece]:
    attributes(element)
    parts = [str(literal(element.text))] if element.text else []
    for child in element:
        parts.append(_styled_words(child))
        if child.tail:
            parts.append(str(literal(child.tail)))
    return [Piece(" ".join(parts))]


_WORD_STYLES: Mapping[tuple[str, str | None], Callable[[str], str]] = {
    ("b", None): lambda code: _nested("strong", code),
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


# --- rows and spaces


def _row(element: etree._Element) -> list[Piece]:
    found = attributes(element, "displaystyle", "scriptlevel", "style", "class", "display")
    style = style_of(element, "color")
    children = [child for child in element if not _is_nothing(child)]
    fenced = len(children) > 1 and _is_fence(children[0]) and _is_fence(children[-1])
    pieces = [_fenced(children)] if fenced else _inside(element)
    size = size_of(found)
    if size is not None:
        pieces = [replace(_one(pieces), code=f"{size}({_bare(pieces)})")]
    if "color" in style:
        fill = f"(fill: {colour(style['color'])})"
        pieces = [replace(_one(pieces), code=_nested("text", _bare(pieces), fill))]
    return pieces


def _one(pieces: list[Piece]) -> Piece:
    """Return the spaces about pieces that become one."""
    if not pieces:
        return Piece("")
    first, last = pieces[0], pieces[-1]
    return Piece("", first.before, last.after, (first.usual[0], last.usual[1]))


def _bare(pieces: list[Piece]) -> str:
    """Return the code of pieces without the spaces about them."""
    if not pieces:
        return '""'
    first = replace(pieces[0], before=None)
    inner = [first, *pieces[1:]]
    inner[-1] = replace(inner[-1], after=None)
    return _joined(inner) or '""'


def _is_nothing(element: etree._Element) -> bool:
    return element.tag == "mspace" and not element.attrib


def _is_fence(element: etree._Element) -> bool:
    return (
        element.tag == "mo"
        and (element.text or "") in FENCES
        and element.get("stretchy") != "false"
        and "minsize" not in element.attrib
    )


def _fenced(children: list[etree._Element]) -> Piece:
    """Return what stands between two delimiters that grow with it."""
    before, after = _operator(children[0])[0].before, _operator(children[-1])[0].after
    inner: list[Piece] = []
    for child in children[1:-1]:
        if _is_fence(child):
            sign = _operator(child)[0]
            inner.append(replace(sign, code=f"mid({_escape(child.text or '')})"))
        else:
            inner += _pieces(child)
    code = _bare(inner)
    left = _delimiter(children[0].text or "", "opening")
    right = _delimiter(children[-1].text or "", "closing")
    return Piece(f"lr({left} {code} {right})", before, after)


def _delimiter(sign: str, side: str) -> str:
    # Without a delimiter, a space keeps Typst from taking the first sign for one.
    return _space(0) if sign == NOTHING else f'class("{side}", {_escape(sign)})'


def _spacing(element: etree._Element) -> list[Piece]:
    found = attributes(element, "width", "style")
    style = style_of(element, "margin-left", "width")
    width = length(found["width"]) if "width" in found else None
    if "margin-left" in style:
        width = (width or 0) + length(style["margin-left"])
    return [] if width is None else [Piece("", width)]


def _padded(element: etree._Element) -> list[Piece]:
    found = attributes(element, "width", "height", "style")
    style = style_of(element, "padding-left", "padding-right")
    pieces = _inside(element)
    invisible = len(element) == 1 and element[0].tag == "mphantom"
    if set(found) & {"width", "height"} and not invisible:
        raise NotConverted(_("what overlaps its neighbours cannot be printed"))
    if found.get("width") == "0":
        return [Piece(f"#box(width: 0pt)[${_bare(pieces)}$]")]
    before, after = (
        length(style[side]) if side in style else None for side in ("padding-left", "padding-right")
    )
    return [Piece(_bare(pieces), before, after)] if style else pieces


def _phantom(element: etree._Element) -> list[Piece]:
    attributes(element)
    return [Piece(_nested("hide", _bare(_inside(element))))]


_STRIKES = {
    "updiagonalstrike": "cancel({})",
    "downdiagonalstrike": "cancel({}, inverted: #true)",
    "updiagonalstrike downdiagonalstrike": "cancel({}, cross: #true)",
}


def _enclosed(element: etree._Element) -> list[Piece]:
    notation = attributes(element, "notation").get("notation", "")
    # Empty rows at the end are what style sheets draw the strikes with.
    code = _bare(_inside(child for child in element if child.get("class") is None))
    if notation == "box":
        box = _nested("box", f"display({code})", "(stroke: .04em, inset: .3em)")
        return [Piece(box)]
    if notation not in _STRIKES:
        raise not_printed(f'notation="{notation}"')
    return [Piece(_STRIKES[notation].format(code))]


# --- fractions, roots, scripts


def _fraction(element: etree._Element) -> list[Piece]:
    found = attributes(element, "displaystyle", "scriptlevel", "style", "linethickness")
    style_of(element, "padding-top")
    over, under = (_code(child) for child in element)
    thickness = found.get("linethickness")
    if thickness is None:
        code = f"frac({over}, {under})"
    elif thickness == "0":
        code = f"vec(delim: #none, gap: #.2em, {over}, {under})"
    else:
        raise not_printed(f'linethickness="{thickness}"')
    size = size_of(found)
    return [Piece(f"{size}({code})" if size else code)]


def _square_root(element: etree._Element) -> list[Piece]:
    attributes(element)
    return [Piece(f"sqrt({_joined(_inside(element)) or chr(34) * 2})")]


def _root(element: etree._Element) -> list[Piece]:
    attributes(element)
    base, index = (_code(child) for child in element)
    return [Piece(f"root({index}, {base})")]


def _attached(base: list[Piece], keep: str, scripts: Mapping[str, etree._Element]) -> Piece:
    """Return a base with its scripts; `keep` is Typst's word for where they stand, if needed."""
    parts = "".join(f", {place}: {_code(script)}" for place, script in scripts.items())
    inner = f"{keep}({_bare(base)})" if keep else _bare(base)
    return replace(_one(base), code=f"attach({inner}{parts})")


def _scripts(*places: str) -> Callable[[etree._Element], list[Piece]]:
    def write(element: etree._Element) -> list[Piece]:
        attributes(element)
        base, *scripts = element
        # Letters and numbers have no limits anyway.
        keep = "" if base.tag in ("mi", "mn", "mtext") else "scripts"
        return [_attached(_pieces(base), keep, dict(zip(places, scripts, strict=True)))]

    return write


def _multiscripts(element: etree._Element) -> list[Piece]:
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
    return [_attached(_pieces(base), "scripts", scripts)]


def _limits(*places: str) -> Callable[[etree._Element], list[Piece]]:
    def write(element: etree._Element) -> list[Piece]:
        found = attributes(element, "accent", "accentunder")
        base, *scripts = element
        if "true" in found.values():
            return [_accented(base, scripts[0], under=places == ("b",))]
        # A space as a script only keeps an arrow from being too short.
        placed = {
            place: script
            for place, script in zip(places, scripts, strict=True)
            if script.tag != "mspace"
        }
        pieces = _pieces(base)
        if _stretches(base):
            pieces = [replace(pieces[0], code=f"stretch({pieces[0].code})")]
        keep = "" if _moves(base) else "limits"
        return [_attached(pieces, keep, placed)] if placed else pieces

    return write


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


def _accented(base: etree._Element, accent: etree._Element, *, under: bool) -> Piece:
    sign = accent.text or ""
    stretchy = accent.get("stretchy", "true" if sign in WIDE_ACCENTS else "false") == "true"
    pieces = _pieces(base)
    functions = UNDER if under else OVER
    if sign in functions and (stretchy or sign not in ACCENTS):
        code = f"{functions[sign]}({_bare(pieces)})"
    elif sign in ACCENTS and not under:
        size = "" if stretchy else ", size: #0%"
        code = f"accent({_bare(pieces)}, {_escape(ACCENTS[sign])}{size})"
    else:
        raise NotConverted(_("the accent {sign} cannot be printed", sign=sign))
    return replace(_one(pieces), code=code)


# --- tables


def _table(element: etree._Element) -> list[Piece]:
    table = table_of(element)
    starts = _columns(table.rows)
    mixed = _mixed(table.rows)
    rows = [", ".join(_cells(row, starts, mixed, table.size)) for row in table.rows if row]
    options = {
        "display": "column-gap: #1.5em, row-gap: #.6em",
        "script": "column-gap: #.5em, row-gap: #.1em",
    }.get(table.size or "", "column-gap: #1em, row-gap: #.35em")
    if table.horizontal or table.vertical:
        dash = ', dash: "dashed"' if table.dashed else ""
        options += (
            f", augment: #(hline: {literal(table.horizontal)}, "
            f"vline: {literal(table.vertical)}, stroke: (thickness: .05em{dash}))"
        )
    # Right behind an expression of code, a semicolon would end that, not the row.
    return [Piece(f"mat(delim: #none, {options}, {' ; '.join(rows)})")]


def _columns(rows: list[list[Cell]]) -> set[int]:
    """Return the cells that begin a column: two that touch are one, aligned where they meet."""
    widest = max((len(row) for row in rows), default=0)
    touching = {number for row in rows for number, cell in enumerate(row) if cell.joined}
    return set(range(widest)) - touching


# Where the cells of a column are aligned in several ways, they are centred, and moved a little.
_STAGGERED = {"left": ("", "#h(4em)"), "right": ("#h(4em)", "")}


def _mixed(rows: list[list[Cell]]) -> set[int]:
    """Return the columns whose cells are aligned in several ways, as in a `multline`."""
    aligned = {(i, cell.align) for row in rows for i, cell in enumerate(row) if len(cell.element)}
    return {i for i, _ in aligned if len({align for j, align in aligned if j == i}) > 1}


def _cells(row: list[Cell], starts: set[int], mixed: set[int], size: str | None) -> list[str]:
    cells: list[str] = []
    for number, cell in enumerate(row):
        inside = _joined(_inside(cell.element))
        code = f"{size}({inside})" if inside and size else inside
        if number in mixed:
            before, after = _STAGGERED.get(cell.align, ("", ""))
            cells.append(f"{before}{code}{after}")
        elif number not in starts:
            cells[-1] = f"{cells[-1]} {code}"
        elif number + 1 not in starts and cell.align == "right":
            cells.append(f"{code} &")
        else:
            cells.append({"left": f"& {code}", "right": f"{code} &"}.get(cell.align, code))
    return [cell or "#[]" for cell in cells]


_WRITERS: Mapping[str, Callable[[etree._Element], list[Piece]]] = {
    "math": _row,
    "semantics": _row,
    "mrow": _row,
    "mstyle": _row,
    "mi": _identifier,
    "mn": _number,
    "mo": _operator,
    "mtext": _words,
    "mspace": _spacing,
    "mpadded": _padded,
    "mphantom": _phantom,
    "menclose": _enclosed,
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "msub": _scripts("b"),
    "msup": _scripts("t"),
    "msubsup": _scripts("b", "t"),
    "mmultiscripts": _multiscripts,
    "munder": _limits("b"),
    "mover": _limits("t"),
    "munderover": _limits("b", "t"),
    "mtable": _table,
}
