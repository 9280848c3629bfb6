"""Formulas in print show the same signs in the same places as in a browser."""

from __future__ import annotations

import pytest
from lxml import etree
from playwright.sync_api import Browser

from diglot.formulas.mathml import Formulas
from diglot.formulas.typst import to_typst
from formulas.corpus import Case, cases
from formulas.positions import Sign, disagreement, printed, signs
from typesetting import typeset

SIZE = 20

SETTING = f"""
#set page(width: auto, height: auto, margin: 40pt)
#set text(size: {SIZE}pt, font: "Noto Serif SC")
#show math.equation: set text(font: ("New Computer Modern Math", "Noto Serif SC"))
"""

POSITIONS = """
() => [...document.querySelectorAll("math")].map((formula) => {
  const found = [];
  const walker = document.createTreeWalker(formula, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("annotation, mphantom")) continue;
    let start = 0;
    for (const sign of node.data) {
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, (start += sign.length));
      const box = range.getBoundingClientRect();
      found.push([sign, (box.left + box.right) / 2, (box.top + box.bottom) / 2]);
    }
  }
  return found;
})
"""


def trees() -> list[tuple[Case, etree._Element]]:
    """Return all formulas that are printed; each is a page of its own."""
    return [
        (case, Formulas({}).tree(case.latex, page=case.line, block=case.block)) for case in cases()
    ]


@pytest.fixture(scope="module")
def print_signs() -> list[list[Sign]]:
    written = ((case, to_typst(tree)) for case, tree in trees())
    return on_paper([f" {inside} " if case.block else inside for case, inside in written])


def on_paper(written: list[str]) -> list[list[Sign]]:
    """Typeset each formula on a page of its own and return its signs."""
    source = SETTING + "\n#pagebreak()\n".join(f"${inside}$" for inside in written)
    return printed(typeset(source), SIZE)


def formulas(latex: str) -> etree._Element:
    return Formulas({}).tree(latex, page="a", block=True)


def test_print_and_browser_show_the_same(chromium: Browser, print_signs: list[list[Sign]]) -> None:
    listed = trees()
    page = chromium.new_page()
    maths = "".join(f"<p>{etree.tostring(tree, encoding='unicode')}</p>" for _, tree in listed)
    page.set_content(
        f"<style>math {{ font: {SIZE}px 'DejaVu Math TeX Gyre', math }} "
        f"p {{ font-size: {SIZE}px }}</style>{maths}"
    )
    found = page.evaluate(POSITIONS)
    assert len(found) == len(print_signs) == len(listed)
    different = []
    for (case, _), shown, on_paper in zip(listed, found, print_signs, strict=True):
        in_browser = signs((text, across / SIZE, down / SIZE) for text, across, down in shown)
        if difference := disagreement(in_browser, on_paper):
            different.append(f"{case.line}\n    {difference}")
    assert not different, "\n".join(different)


@pytest.mark.parametrize(
    ("latex", "otherwise"),
    [
        ("a b", "b a"),
        ("x^2", "x_2"),
        (r"\frac{a}{b}", r"\frac{b}{a}"),
        (r"\begin{matrix} a & b \\\\ c & d \end{matrix}", "a b c d"),
        ("a + b", "a b"),
        ("(a)", "a"),
        ("(a)b", "a(b)"),
    ],
)
def test_what_stands_otherwise_is_noticed(latex: str, otherwise: str) -> None:
    one, other = on_paper([to_typst(formulas(text)) for text in (latex, otherwise)])
    assert disagreement(one, one) == ""
    assert disagreement(one, other)
