"""Formulas become MathML; what cannot be converted is shown and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from math_core import LatexError

from diglot.sphinxext.html.site.formulas import Formulas
from site_books import Site, build_site, sphinx_build

ACCEPTED = [
    r"E = mc^2",
    r"\mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V",
    r"\begin{pmatrix}a&b\\c&d\end{pmatrix}",
    r"f(x)=\begin{cases}x&x>0\\0&\text{否则}\end{cases}",
    r"\begin{split}a&=1\\b&=2\end{split}",
    r"\begin{align}a&=b\label{x}\\c&=d\nonumber\end{align}",
    r"\begin{alignat}{2}a&=b&c&=d\end{alignat}",
    r"\begin{eqnarray}a&=&b\end{eqnarray}",
    r"\prod_{\substack{i=1\\i\neq j}}^n x_i",
    r"\operatorname*{argmin}_{w}\|y-Xw\|_2^2",
    r"\DeclareMathOperator{\kl}{KL}\kl(p\parallel q)",
    r"\newcommand{\R}{\mathbb{R}}x\in\R",
    r"\newcommand\norm[1]{\left\lVert#1\right\rVert}\norm{x}",
    r"\text{显存}=\frac{\text{参数量}\times 2}{10^9}",
    r"\widetilde{xy}+\overbrace{c+d}^{m}",
]


@pytest.mark.parametrize("latex", ACCEPTED)
def test_latex_of_real_pages_converts(latex: str) -> None:
    drawn = Formulas({}).mathml(latex, page="a", block=True)
    assert drawn.startswith('<math display="block">')
    assert "merror" not in drawn


def test_equation_numbers_are_left_to_sphinx() -> None:
    drawn = Formulas({}).mathml(r"\begin{align}a&=b\\c&=d\end{align}", page="a", block=True)
    assert "(1)" not in drawn


def test_a_macro_holds_for_its_page_alone() -> None:
    formulas = Formulas({})
    formulas.mathml(r"\newcommand{\loss}{L}", page="a", block=True)
    assert "<mi>L</mi>" in formulas.mathml(r"\loss", page="a", block=False)
    with pytest.raises(LatexError):
        formulas.mathml(r"\loss", page="b", block=False)


def test_macros_of_the_project_are_known() -> None:
    drawn = Formulas({"loss": r"\mathcal{L}(#1)"}).mathml(r"\loss{x}", page="a", block=False)
    assert "ℒ" in drawn


def test_the_page_has_sphinx_numbers_and_links(salon: Site) -> None:
    page = salon.read("en/talks/gpu.html")
    assert '<span class="eqno">(1)' in page
    assert 'id="equation-eq-memory"' in page
    assert '<math display="block">' in page
    assert '<annotation encoding="application/x-tex">\\sqrt{d_k}</annotation>' in page
    assert "mathjax" not in page.lower().replace("mathjax_ignore", "").replace("tex2jax", "")


def test_a_formula_that_fails_is_shown_and_told(copy_book: Path) -> None:
    page = copy_book / "docs" / "terms.md"
    page.write_text(page.read_text("utf-8") + "\n\n$\\unheard{<x>}$\n", "utf-8")
    out = copy_book.parent / "site" / "zh-cn"
    warned = sphinx_build(copy_book, "zh_CN", out)
    assert "terms.md:" in warned
    assert "[diglot.math-not-converted]" in warned
    html = (out / "terms.html").read_text("utf-8")
    assert '<code class="diglot-latex">\\unheard{&lt;x&gt;}</code>' in html


def test_a_project_that_chose_mathjax_keeps_it(tmp_path: Path) -> None:
    site = build_site("site-salon", tmp_path, ("zh_CN",), "-D", "html_math_renderer=mathjax")
    assert "<math" not in site.read("zh-cn/talks/gpu.html")
