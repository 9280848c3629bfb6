"""LaTeX formulas become Typst formulas, or None."""

import pytest
import typst

from diglot.typeset.maths import to_typst
from folders import CASES

FORMULAS = CASES / "typst" / "formulas.txt"


def formulas() -> list[str]:
    lines = FORMULAS.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("%")]


def test_the_list_is_long_and_without_repetition() -> None:
    listed = formulas()
    assert len(listed) >= 200
    assert len(listed) == len(set(listed))


def test_nearly_all_formulas_convert() -> None:
    failed = [formula for formula in formulas() if to_typst(formula) is None]
    assert len(failed) <= len(formulas()) * 0.05, "\n".join(failed)


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"a^2 + b^2", "a^2 + b^2"),
        (r"\alpha \le \beta", "alpha <= beta"),
        (r"\sqrt{x_1}", "sqrt(x_1)"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", 'mat(delim: "(", a, b; c, d)'),
        (r"\bigl( x \bigr)", "(x)"),
        (r"\begin{align*} a &= b \end{align*}", "a &= b"),
    ],
)
def test_formulas_look_as_typst_would_set_them(latex: str, expected: str) -> None:
    assert drawn(to_typst(latex) or "") == drawn(expected)


def drawn(formula: str) -> object:
    return typst.Compiler(ignore_system_fonts=True).compile(
        f"#set page(width: auto, height: auto)\n$ {formula} $".encode(), format="svg"
    )


@pytest.mark.parametrize(
    "latex", ["", r"\undefinedcommand{", r"\begin{tikzpicture}\end{tikzpicture}"]
)
def test_what_cannot_be_set_is_refused(latex: str) -> None:
    assert to_typst(latex) is None


def test_a_formula_cannot_leave_its_dollars() -> None:
    found = to_typst(r'x$ #import "evil.typ" $')
    assert found is None or "$" not in found.replace("\\$", "")
