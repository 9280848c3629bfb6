"""What formulas do beyond showing mathematics: links, files, HTML, and code for Typst."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.catalog.effects import Effect, EffectKind

# MathJax's commands for links, attributes and packages, TeX's for files and definitions.
_COMMAND = re.compile(
    r"""\\(?:
      href|url|hyperref|html(?:Class|Data|Id|Style)|class|cssId|style|data|unicode|require|bbox
    | includegraphics|input|include|openin|openout|read|write|import|special|catcode|usepackage
    | (?:re|provide)?new(?:command|environment)|DeclareMathOperator|[gex]?def|let|csname
    | directlua|immediate|toggle|mmlToken
    )(?![A-Za-z])
    (?:\s*(?:\{[^{}]*\}|\[[^\]]*\]|\\[A-Za-z]+))*  # its arguments; what is nested, whole
    (?:\s*[{\[][^$]*)?
    """,
    re.VERBOSE,
)
_TYPST = re.compile(
    r"""\#\s*[A-Za-z_][\w.-]*\s*[(\[.]|\#\s*[({\[]|\#\s*(?:import|include|set|show|let)\b"""
)
_INSIDE = re.compile(r'(?<!\\)#|"')


def formula_effects(latex: str) -> Iterator[Effect]:
    """Yield what a formula does by signs that mean something to Typst; a formula is named whole.

    Commands are found by `command_effects`, in every text: a block of mathematics is a message
    without dollars around it.
    """
    formula = " ".join(latex.split())
    if _INSIDE.search(formula):
        yield Effect(EffectKind.FORMULA, formula, formula)


def command_effects(text: str) -> Iterator[Effect]:
    """Yield the commands of LaTeX and the calls of Typst in a text."""
    for pattern in (_COMMAND, _TYPST):
        for match in pattern.finditer(text):
            command = " ".join(match[0].split())
            yield Effect(EffectKind.FORMULA, command, command)
