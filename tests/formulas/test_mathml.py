"""LaTeX becomes MathML that says what another reader of LaTeX, MathJax, has read; or nothing."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from diglot.formulas.glyphs import lost
from diglot.formulas.mathml import Formulas, NotConverted
from diglot.formulas.typst import to_typst
from folders import ROOT
from formulas.corpus import cases, refused, rewrite
from formulas.structure import structure

# Read by eye where MathJax knows less, or its MathML differs on purpose: brackets are drawn as
# lines, signs between the sides of an equation have a column of their own, and an equals sign that
# is as long as an arrow is one without labels.
OTHERWISE = {
    r"\begin{eqnarray*} x & = & y \\ z & = & w \end{eqnarray*}": "[r:x&l:=y;r:z&l:=w]",
    r"\dv{f}{x} \dv[2]{f}{x} \dv{x}": (
        "{rm⟨d⟩f}/{rm⟨d⟩x}{rm⟨d⟩^{2}f}/{rm⟨d⟩x^{2}}{rm⟨d⟩}/{rm⟨d⟩x}"
    ),
    r"\pdv{f}{x} \pdv[2]{f}{x}": "{∂f}/{∂x}{∂^{2}f}/{∂x^{2}}",
    r"\begin{displaymath} a = b \end{displaymath}": "a=b",
    r"\overbracket{a + b} \underbracket{a + b}": "{a+b}⤒{⎴}{a+b}⤓{⎵}",
    r"\begin{CD} A @>a>b> B @= C \\ @VxVyV @AA{z}A @| \\ A' @<<< B' @<c<< C' \end{CD}": (
        "[c:A&c:{→}⤓{b}⤒{a}&c:B&c:{=}&c:C;c:x↓y&c:↑z&c:‖;c:A^{′}&c:{←}&c:B^{′}&c:{←}⤒{c}&c:C^{′}]"
    ),
    r"\begin{array}{cc} a & b \\ \cline{1-1} c & d \end{array}": "[c:a&c:b;c↑:c&c:d]",
    (
        r"\left(\begin{array}{c|c} \multicolumn{2}{c}{x + y} \\ a^2 & b \\ "
        r"\cline{2-2} \frac{c}{y} & d \end{array}\right) = M"
    ): "([c2:x+y;c:a^{2}&c:b;c:{c}/{y}&c↑:d]|1)=M",
    (
        r"f = \begin{array}{|l|c|r|} \hline x & \multicolumn{2}{c|}{\text{when}} \\ "
        r"\cline{2-3} & p & q \\ \hline 1 & 10 & 100 \\ \cline{1-2} \end{array}"
    ): "f=[l:x&c2:rm⟨when⟩;c↑:p&r↑:q;l↓:1&c↓:10&r:100]―0,2|0,1,2,3",
    (
        r"\begin{array}{cccc} a & b & c & d \\ \cline{1-2}\cline{4-4} e & f & g & h \\ "
        r"\multicolumn{3}{r}{\sum_i x_i} & 4 \end{array}"
    ): "[c:a&c:b&c:c&c:d;c↑:e&c↑:f&c:g&c↑:h;r3:{∑}⤓{i}x_{i}&c:4]",
    r"\begin{array}{rr} 123 & \\ 45 & \\ \cline{1-1} 168 & \end{array}": "[r:123;r:45;r↑:168]",
    r"\begin{array}{cc} \multicolumn{2}{c}{x} \\ \cline{1-1} a & b \\ \end{array}": (
        "[c2:x;c↑:a&c:b]"
    ),
    r"\begin{array}{cc} a & b \\ \cline{1-1} \multicolumn{2}{c}{x} \end{array}": (
        "[c↓:a&c:b;c2:x]"
    ),
    r"\textcircled{1} \to \textcircled{12} \textcircled{a}": "①→⑫ⓐ",
    r"\rm\LaTeX": "rm⟨LaTeX⟩",
    (
        r"\begin{array}{c|c} y_g & b \\ \hline c & d \\ \hline \end{array} "
        r"+ \left( \begin{array}{c|c} \frac{a}{b} & b \\ \hline c & d \end{array} \right)"
    ): "[c:y_{g}&c:b;c:c&c:d]―1,2|1+([c:{a}/{b}&c:b;c:c&c:d]―1|1)",
    r"\text{max_iter}": "rm⟨max⟩‾rm⟨iter⟩",
}


def read(line: str, latex: str, *, block: bool) -> str:
    return structure(Formulas({}).tree(latex, page=line, block=block))


def test_formulas_are_read_as_mathjax_reads_them(regenerate: bool) -> None:
    if regenerate:
        found = json.loads((ROOT / "build" / "mathjax.json").read_text("utf-8"))
        rewrite({line: structure(etree.fromstring(mathml)) for line, mathml in found.items()})
    different = []
    for case in cases():
        expected = OTHERWISE.get(case.line, case.expected)
        ours = read(case.line, case.latex, block=case.block)
        if ours != expected:
            different.append(f"{case.line}\n  ours    {ours}\n  MathJax {expected}")
    assert not different, "\n".join(different)


def test_the_list_is_long_and_without_repetition() -> None:
    lines = [case.line for case in cases()]
    assert len(lines) >= 500
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("latex", refused())
def test_what_would_be_shown_otherwise_is_refused(latex: str) -> None:
    with pytest.raises(NotConverted):
        to_typst(Formulas({}).tree(latex, page="a", block=True))


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (
            r"\begin{align} a &= b \\ \intertext{if $x$} c &= d \end{align}",
            "[r:a&l:=b;l4:rm⟨if⟩x;r:c&l:=d]",
        ),
        (r"\begin{gather} a \\ \shortintertext{and} c \end{gather}", "[c:a;l3:rm⟨and⟩;c:c]"),
        # One table of lines is as wide as the line of text then.
        (
            r"\begin{aligned} a &= b \\ \intertext{and} c &= d \end{aligned}",
            "[r:a&l:=b;l4:rm⟨and⟩;r:c&l:=d]",
        ),
        (
            r"\begin{split}\begin{aligned} a \\ \intertext{and} b \end{aligned}\end{split}",
            "[r:a;l3:rm⟨and⟩;r:b]",
        ),
        (r"\begin{gathered} a \\ \intertext{and} \end{gathered}", "[c:a;l3:rm⟨and⟩]"),
        (r"\begin{gather} a \\ \intertext{and} \end{gather}", "[c:a;l3:rm⟨and⟩]"),
    ],
)
def test_words_between_lines_are_over_all_columns(latex: str, expected: str) -> None:
    tree = Formulas({}).tree(latex, page="a", block=True)
    assert structure(tree) == expected
    assert "diglot-words" in to_typst(tree)


def test_equation_numbers_are_left_to_sphinx() -> None:
    drawn = Formulas({}).mathml(r"\begin{align}a&=b\\c&=d\end{align}", page="a", block=True)
    assert "(1)" not in drawn


def test_the_annotation_is_what_was_written() -> None:
    drawn = Formulas({}).mathml(r"\text{a $b<c$}", page="a", block=False)
    assert r'<annotation encoding="application/x-tex">\text{a $b&lt;c$}</annotation>' in drawn


@pytest.mark.parametrize("count", [150, 50_000])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{", "}"),
        (r"\sqrt ", ""),
        (r"\frac a", ""),
        (r"\left(", r"\right)"),
        ("b^{", "}"),
        (r"\begin{matrix}", r"\end{matrix}"),
        (r"\text{", "}"),
        (r"\ce{", "}"),
    ],
)
def test_what_is_nested_without_end_is_refused(opening: str, closing: str, count: int) -> None:
    """Nothing a formula says ends the process, or has another reader of it fail."""
    latex = f"{opening * count}a{closing * count}"
    try:
        Formulas({}).tree(latex, page="a", block=False)
    except NotConverted:
        return
    assert count < 1_000, "this was converted"


def test_a_long_formula_is_no_deep_one() -> None:
    row = " & ".join([r"\frac{\alpha}{\sqrt{\beta}}"] * 40)
    rows = r" \\ ".join([row] * 40)
    drawn = Formulas({}).tree(rf"\begin{{matrix}} {rows} \end{{matrix}}", page="a", block=True)
    assert "".join(drawn.itertext()).count("β") == 1_600


def test_a_macro_holds_for_its_page_alone() -> None:
    formulas = Formulas({})
    formulas.mathml(r"\newcommand{\loss}{L}", page="a", block=True)
    assert "<mi>L</mi>" in formulas.mathml(r"\loss", page="a", block=False)
    with pytest.raises(NotConverted):
        formulas.mathml(r"\loss", page="b", block=False)


def test_macros_of_the_project_are_known() -> None:
    drawn = Formulas({"loss": r"\mathcal{L}(#1)"}).mathml(r"\loss{x}", page="a", block=False)
    assert "ℒ" in drawn


@pytest.mark.parametrize(
    ("latex", "shown", "missing"),
    [
        (r"a + b", "a+b", ""),
        (r"a + b", "a", "+b"),
        (r"x_1^2", "x12", ""),
        (r"\frac{1}{2}", "1", "2"),
        (r"\mathbf{x}\label{eq:x}", "𝐱", ""),
        (r"f'' \ne g", "f″≠g", ""),
        (r"\begin{array}{c|c} a \\[2pt] b \end{array}", "ab", ""),
        (r"\sqrt[3]{x}", "x", "3"),
        (r"\left. a \right)", "a)", ""),
        (r"\left. a \right)", "a", ")"),
        (r"a % b", "a", ""),
        (r"\{a\} \%", "{a}", "%"),
        (r"\kern 3pt a \hspace{1em} b", "ab", ""),
        (r"\text{当 $x$ 时}", "当x", "时"),
        (r"\ce{H2O -> X v}", "HOX", "2"),
        (r"\newcommand{\x}{y}\x", "y", ""),
    ],
)
def test_signs_that_are_lost_are_named(latex: str, shown: str, missing: str) -> None:
    assert lost(latex, shown) == missing
