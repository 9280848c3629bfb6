"""Formulas as a line of text: read as they are said, with every letter and number of them."""

from __future__ import annotations

import unicodedata
from collections import Counter

from diglot.formulas.mathml import Formulas, parsed
from diglot.formulas.plain import in_line
from folders import CASES
from formulas.corpus import cases


def test_formulas_are_lines() -> None:
    lines = (CASES / "formulas" / "plain.txt").read_text("utf-8").splitlines()[1:]
    for latex, expected in zip(lines[::2], lines[1::2], strict=True):
        mathml = Formulas({}).mathml(latex, page="", block=True)
        assert in_line(mathml) == expected.strip(), latex


def test_no_letter_and_no_number_is_lost() -> None:
    for case in cases():
        mathml = Formulas({}).mathml(case.latex, page="", block=case.block)
        tree = parsed(mathml)
        for unseen in tree.findall(".//{*}mphantom"):
            unseen.clear()
        line = in_line(mathml)
        assert _words("".join(tree.itertext())) == _words(line), (case.latex, line)


def _words(text: str) -> Counter[str]:
    """Count letters and numbers; accents may be letters by themselves, to Unicode ("Lm")."""
    signs = unicodedata.normalize("NFKD", text)
    kinds = {"Lu", "Ll", "Lo", "Nd"}
    return Counter(sign for sign in signs if unicodedata.category(sign) in kinds)
