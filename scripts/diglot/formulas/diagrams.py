r"""Commutative diagrams, ``\begin{CD}`` of amscd, as arrays with arrows in their cells.

Source: https://ctan.org/pkg/amscd, section 2, and the definitions of its arrows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from diglot.formulas.braces import tokens

# The sign that parts the labels of an arrow, and the command of the arrow.
_ACROSS: Mapping[str, str] = {">": r"\xrightarrow", "<": r"\xleftarrow"}
_DOWN: Mapping[str, str] = {"V": r"\Big\downarrow", "A": r"\Big\uparrow"}
# What has no labels: an equals sign as long as an arrow, one that stands, and no arrow at all.
_PLAIN: Mapping[str, str] = {
    "=": r"& \xlongequal{\qquad} &", "|": r"\Big\Vert &&", r"\vert": r"\Big\Vert &&", ".": "&&",
}  # fmt: skip
_DIAGRAM = re.compile(r"\\begin\{CD\}(?P<body>.*?)\\end\{CD\}", re.DOTALL)


def without_diagrams(latex: str) -> str:
    """Return a formula with an array for each diagram, but those that are none of amscd's."""
    return _DIAGRAM.sub(lambda found: _array(found["body"]) or found[0], latex)


def _array(body: str) -> str | None:
    rows = [""]
    signs = iter(tokens(body))
    depth = 0
    for sign in signs:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth or sign not in ("@", "\\\\", "&"):
            rows[-1] += sign
        elif sign == "@":
            arrow = _arrow(next(signs, ""), signs)
            if arrow is None:
                return None
            rows[-1] += f" {arrow} "
        elif sign == "&":
            return None
        else:
            rows.append("")
    rows = [row.strip().rstrip("& ") for row in rows]
    columns = max(row.count("&") for row in rows) + 1
    return rf"\begin{{array}}{{{'c' * columns}}}" + r" \\ ".join(rows) + r"\end{array}"


def _arrow(kind: str, signs: Iterator[str]) -> str | None:
    """Return an arrow and the ends of the cells about it; None for an unknown one."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    first, second = _label(kind, signs), _label(kind, signs)
    if first is None or second is None:
        return None
    if kind in _ACROSS:
        above = rf"\;\;{first}\;\;" if first.strip() else r"\qquad"
        below = rf"[{{\;\;{second}\;\;}}]" if second.strip() else ""
        return f"& {_ACROSS[kind]}{below}{{{above}}} &"
    if kind in _DOWN:
        # Where amscd gives labels no width, each has its like on the other side: the arrow stays in
        # the middle.
        left, right = (
            rf"{{\scriptstyle {label}}}" if label.strip() else "" for label in (first, second)
        )
        unseen = [rf"\phantom{{{label}}}" if label else "" for label in (right, left)]
        return f"{unseen[0]}{left}{_DOWN[kind]}{right}{unseen[1]} &&"
    return None


def _label(end: str, signs: Iterator[str]) -> str | None:
    """Return what comes before the next sign of an arrow that is in no group."""
    label, depth = "", 0
    for sign in signs:
        if sign == end and depth == 0:
            return label
        depth += {"{": 1, "}": -1}.get(sign, 0)
        label += sign
    return None
