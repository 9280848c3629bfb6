"""LaTeX formulas as Typst formulas: converted, and kept only if Typst can set them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import tex2typst
import tylax
import typst

# Typst scales delimiters by itself; the converters trip over LaTeX's sizes.
_SIZES = re.compile(r"\\(?:[bB]igg?[lrm]?)(?![A-Za-z])")
# Environments that only differ in the numbers beside them, which are Sphinx's.
_ENVIRONMENTS = {
    "align": "aligned",
    "align*": "aligned",
    "alignat": "aligned",
    "alignat*": "aligned",
    "eqnarray": "aligned",
    "eqnarray*": "aligned",
    "gather": "gathered",
    "gather*": "gathered",
    "multline": "gathered",
    "multline*": "gathered",
    "split": "aligned",
    "flalign": "aligned",
    "flalign*": "aligned",
}
_OUTER = re.compile(r"\\(?P<side>begin|end)\{(?P<name>equation\*?|displaymath|math)\}")
_ENVIRONMENT = re.compile(r"\\(?P<side>begin|end)\{(?P<name>[a-z]+\*?)\}")

# The converters take over some words as they are, so what they write is read by Typst's grammar:
# text in quotes, escaped signs, the few functions they write in code, and no other code. Inside a
# formula, `std` leads to all of Typst's functions, `image` to files.
# Source: https://typst.app/docs/reference/syntax/
_PIECE = re.compile(
    r"""
      /\*(?:(?!/\*|\*/).)*\*/
    | "(?:\\.|[^"\\])*"
    | \\u\{[0-9a-fA-F]+\} | \\.
    | \#(?:none|true|false|auto)(?![\w.(\[])
    | \#(?:text|box|h|v|hide|strike|underline|overline|scale|move|pad|emph|strong|super|sub)
      (?:\([\w\s:.,%+-]*\))? (?:\[(?:\\.|(?!/[/*])[^\[\]\#$\\`@])*\])? (?![\w.(\[])
    | (?!(?:std|image)(?![A-Za-z0-9])) [A-Za-z][A-Za-z0-9]*
    | (?!/[/*]) [^"\\\#$A-Za-z]
    """,
    re.VERBOSE | re.DOTALL,
)
_CONVERTERS: tuple[Callable[[str], str], ...] = (tylax.latex_to_typst, tex2typst.tex2typst)


@cache
def to_typst(latex: str) -> str | None:
    """Return Typst's math for a LaTeX formula without its dollars, or None if none compiles."""
    normal = _normalise(latex)
    if not normal:
        return None
    for convert in _CONVERTERS:
        try:
            formula = convert(normal).strip()
        except Exception:  # noqa: S112 - a converter's bug is a formula it cannot do
            continue
        if formula and _stays_inside(formula) and _compiles(formula):
            return formula
    return None


def _normalise(latex: str) -> str:
    text = _OUTER.sub("", latex)
    text = _SIZES.sub("", text)
    text = _ENVIRONMENT.sub(
        lambda m: f"\\{m['side']}{{{_ENVIRONMENTS.get(m['name'], m['name'])}}}", text
    )
    return text.strip()


def _stays_inside(formula: str) -> bool:
    """Whether a formula is nothing but a formula, whatever stands around it."""
    place = 0
    while place < len(formula):
        piece = _PIECE.match(formula, place)
        if piece is None:
            return False
        place = piece.end()
    return True


def _compiles(formula: str) -> bool:
    try:
        _compiler().compile(f"$ {formula} $".encode(), format="svg")
    except typst.TypstError:
        return False
    return True


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(ignore_system_fonts=True)
