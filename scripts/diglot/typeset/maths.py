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
        if formula and _compiles(formula):
            return formula
    return None


def _normalise(latex: str) -> str:
    text = _OUTER.sub("", latex)
    text = _SIZES.sub("", text)
    text = _ENVIRONMENT.sub(
        lambda m: f"\\{m['side']}{{{_ENVIRONMENTS.get(m['name'], m['name'])}}}", text
    )
    return text.strip()


def _compiles(formula: str) -> bool:
    try:
        _compiler().compile(f"$ {formula} $".encode(), format="svg")
    except typst.TypstError:
        return False
    # A closing dollar or a hash would let the formula out of its formula.
    return "$" not in formula.replace("\\$", "") and "#import" not in formula


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(ignore_system_fonts=True)
