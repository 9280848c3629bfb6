"""Commands of LaTeX with arguments in braces, in terms of what the converter knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from diglot.formulas.braces import argument, option
from diglot.formulas.chemistry import chemical
from diglot.formulas.frames import framed
from diglot.formulas.lettering import bold, circled, fraktur
from diglot.formulas.spans import rule, spanning

COLUMNS = 30
"""Columns of an environment that does not say how many it has; those unused are not seen."""

_FENCES = {
    "": (".", "."),
    "p": ("(", ")"),
    "b": ("[", "]"),
    "B": (r"\{", r"\}"),
    "v": (r"\lvert", r"\rvert"),
    "V": (r"\lVert", r"\rVert"),
}
Made = tuple[str, int] | None
_HEX = re.compile(r"\\color\s*\{\s*#(?P<digits>[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\s*\}")


def commands(latex: str, block: bool) -> str:
    """Rewrite the commands whose arguments have to be found.

    `block` says whether the formula stands on lines of its own.
    """
    written: list[str] = []
    place = 0
    while found := _COMMAND.search(latex, place):
        written.append(latex[place : found.start()])
        if found[0] == r"\\":
            written.append(found[0])
            place = found.end()
            continue
        made = _REWRITERS[found["name"] or found["environment"]](latex, found.end(), block)
        if made is None:
            written.append(found[0])
            place = found.end()
        else:
            written.append(made[0])
            place = made[1]
    return "".join(written) + latex[place:]


def with_fractions(latex: str) -> str:
    """Return LaTeX whose colours, written as on the web, are as LaTeX has them."""
    return _HEX.sub(_as_fractions, latex)


def _as_fractions(colour: re.Match[str]) -> str:
    """Return a colour of MathJax's kind, written as on the web, as LaTeX has them."""
    digits = colour["digits"]
    pairs = [digits[i : i + 2] for i in (0, 2, 4)] if len(digits) == 6 else [d * 2 for d in digits]
    parts = ",".join(f"{int(pair, 16) / 255:.4g}" for pair in pairs)
    return rf"\color[rgb]{{{parts}}}"


def _text(name: str) -> Callable[[str, int, bool], Made]:
    def rewrite(latex: str, start: int, block: bool) -> Made:
        """Put mathematics inside words beside them."""
        inside = argument(latex, start)
        if inside is None:
            return None
        parts = re.split(r"(?<!\\)\$|\\\(|\\\)", inside[0])
        if len(parts) % 2 == 0:
            return None
        pieces = [
            f"{{{commands(part, block)}}}" if number % 2 else rf"\{name}{{{_plain(part)}}}"
            for number, part in enumerate(parts)
            if part
        ]
        return "{" + "".join(pieces) + "}", inside[1]

    return rewrite


def _plain(text: str) -> str:
    return re.sub(r"(?<!\\)[_&#]", r"\\\g<0>", commands(text, False))


def _chemistry(latex: str, start: int, block: bool) -> Made:
    inside = argument(latex, start)
    return None if inside is None else (commands(chemical(inside[0]), block), inside[1])


def _operator(latex: str, start: int, block: bool) -> Made:
    r"""Put the limits of a ``\mathop`` above and below it."""
    found = argument(latex, start)
    if found is None:
        return None
    body, place = found
    limits = re.compile(r"\s*\\(no)?limits(?![A-Za-z])").match(latex, place)
    place = limits.end() if limits else place
    above = (block or limits is not None) and not (limits and limits[1])
    scripts = {}
    while script := re.compile(r"\s*([_^])").match(latex, place):
        part = argument(latex, script.end())
        if part is None or script[1] in scripts:
            return None
        scripts[script[1]], place = commands(part[0], block), part[1]
    made = "{" + commands(body, block) + "}"
    if not above:
        written = "".join(f"{sign}{{{part}}}" for sign, part in scripts.items())
        return rf"\mathop{{{made}}}{written}", place
    if "^" in scripts:
        made = rf"\overset{{{scripts['^']}}}{{{made}}}"
    if "_" in scripts:
        made = rf"\underset{{{scripts['_']}}}{{{made}}}"
    return rf"\mathop{{{made}}}", place


def _derivative(sign: str) -> Callable[[str, int, bool], Made]:
    def rewrite(latex: str, start: int, block: bool) -> Made:
        """Write a derivative of the package physics as a fraction."""
        order = option(latex, start)
        first = argument(latex, order[1] if order else start)
        if first is None:
            return None
        second = None
        if latex[first[1] :].lstrip().startswith("{"):
            second = argument(latex, first[1])
        over, under = (first[0], second[0]) if second else ("", first[0])
        power = f"^{{{order[0]}}}" if order else ""
        made = rf"\frac{{{sign}{power} {over}}}{{{sign} {under}{power}}}"
        return commands(made, block), second[1] if second else first[1]

    return rewrite


def _columns(latex: str, start: int, _: bool) -> Made:
    """Leave out what an array's columns say about the spaces between them."""
    found = argument(latex, start)
    if found is None:
        return None
    columns = re.sub(r"[@!]\s*\{(?:\s|~|\\[,;:!> ]|\\q?quad)*\}", "", found[0])
    columns = re.sub(r">\s*\{\s*\\displaystyle\s*\}", "", columns)
    columns = re.sub(r"\*\s*\{(\d{1,2})\}\s*\{([^{}]*)\}", lambda m: int(m[1]) * m[2], columns)
    columns = framed("".join(columns.split()), latex[found[1] :])
    return rf"\begin{{array}}{{{columns}}}", found[1]


def _matrix(fences: str) -> Callable[[str, int, bool], Made]:
    def rewrite(latex: str, start: int, _: bool) -> Made:
        """Write a matrix of mathtools, which says how its columns are aligned, as an array."""
        aligned = option(latex, start)
        column = aligned[0] if aligned else "c"
        begun = rf"\left{_FENCES[fences][0]}\begin{{array}}{{{column * COLUMNS}}}"
        return begun, aligned[1] if aligned else start

    return rewrite


def _matrix_end(fences: str) -> Callable[[str, int, bool], Made]:
    return lambda _, start, __: (rf"\end{{array}}\right{_FENCES[fences][1]}", start)


def _rule(latex: str, start: int, _: bool) -> Made:
    columns = argument(latex, start)
    mark = rule(columns[0]) if columns else None
    return (mark, columns[1]) if columns and mark else None


def _spanning(latex: str, start: int, block: bool) -> Made:
    """Mark a cell over several columns, and put the cells that it covers after it."""
    count = argument(latex, start)
    looks = argument(latex, count[1]) if count else None
    inside = argument(latex, looks[1]) if looks else None
    if count is None or looks is None or inside is None:
        return None
    around = spanning(count[0], looks[0])
    if around is None:
        return None
    return f"{around[0]} {commands(inside[0], block)}{around[1]}", inside[1]


def _coloured(latex: str, start: int, block: bool) -> Made:
    """Write a coloured argument as a group with its colour, of which there are more kinds."""
    name = argument(latex, start)
    inside = argument(latex, name[1]) if name else None
    if name is None or inside is None or not name[0].startswith("#"):
        return None
    colour = with_fractions(rf"\color{{{name[0]}}}")
    return f"{{{colour} {commands(inside[0], block)}}}", inside[1]


def _circled(latex: str, start: int, _: bool) -> Made:
    inside = argument(latex, start)
    sign = circled(inside[0]) if inside else None
    return (sign, inside[1]) if inside and sign else None


def _fraktur(latex: str, start: int, _: bool) -> Made:
    inside = argument(latex, start)
    # What has no such letter stays as it is, and with it whatever else is in it.
    is_named = inside is None or "I" not in inside[0] or "\\" in inside[0]
    return None if inside is None or is_named else (fraktur(inside[0]), inside[1])


def _bold(latex: str, start: int, block: bool) -> Made:
    inside = argument(latex, start)
    return inside and (rf"\boldsymbol{{{commands(bold(inside[0]), block)}}}", inside[1])


_REWRITERS: Mapping[str, Callable[[str, int, bool], Made]] = {
    **{
        name: _text(name)
        for name in ("text", "textrm", "textbf", "textit", "texttt", "textsf", "fbox")
    },
    "ce": _chemistry,
    "cline": _rule,
    "multicolumn": _spanning,
    "mathop": _operator,
    "textcolor": _coloured,
    "textcircled": _circled,
    **dict.fromkeys(("boldsymbol", "bm"), _bold),
    **dict.fromkeys(("mathfrak", "frak"), _fraktur),
    "dv": _derivative(r"\mathrm{d}"),
    "pdv": _derivative(r"\partial"),
    "begin{array}": _columns,
    **{f"begin{{{kind}matrix*}}": _matrix(kind) for kind in _FENCES},
    **{f"end{{{kind}matrix*}}": _matrix_end(kind) for kind in _FENCES},
}
_COMMAND = re.compile(
    r"\\\\|\\(?:(?P<name>text|textrm|textbf|textit|texttt|textsf|fbox|ce|mathop|textcolor|dv|pdv"
    r"|cline|multicolumn|textcircled|boldsymbol|bm|mathfrak|frak)(?![A-Za-z*])"
    r"|(?P<environment>begin\{array\}|(?:begin|end)\{[pbBvV]?matrix\*\}))"
)
