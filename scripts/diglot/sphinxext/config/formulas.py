"""The formulas of a project: its macros, and what Sphinx makes of a displayed formula."""

from __future__ import annotations

from functools import cache

from docutils import nodes
from sphinx.config import Config

from diglot.formulas.comments import without_comments
from diglot.formulas.mathml import Formulas


def formulas_of(config: Config) -> Formulas:
    """Return the converter that knows the macros of a project."""
    return _converter_with(tuple(sorted(macros_of(config).items())))


@cache
def _converter_with(macros: tuple[tuple[str, str], ...]) -> Formulas:
    return Formulas(dict(macros))


def macros_of(config: Config) -> dict[str, str]:
    """Return the macros that a project defines for MathJax, without their backslashes."""
    macros: dict[str, str] = {}
    for name in ("mathjax3_config", "mathjax4_config"):
        tex = (getattr(config, name, None) or {}).get("tex", {})
        for macro, meaning in tex.get("macros", {}).items():
            macros[macro] = str(meaning[0] if isinstance(meaning, list | tuple) else meaning)
    return macros


def block_latex(node: nodes.math_block) -> str:
    """Return the LaTeX of a displayed formula: paragraphs of it stand below one another.

    The rules are those of Sphinx's own MathJax writer.
    """
    latex = without_comments(node.astext())
    if node.get("no-wrap", node.get("nowrap", False)):
        return latex
    parts = [part.strip() for part in latex.split("\n\n") if part.strip()]
    rows = [rf"\begin{{split}}{part}\end{{split}}" if r"\\" in part else part for part in parts]
    if len(rows) == 1:
        return rows[0]
    return r"\begin{align}" + r"\\".join(rows) + r"\end{align}"
