r"""Authors' own numbers, ``\tag``, of whose words the converter takes only plain ones in ASCII."""

from __future__ import annotations

import re
from collections.abc import Callable

from diglot.formulas.braces import taken_out

_TAG = re.compile(r"\\tag(?P<bare>\*?)(?=\s*\{)")
_PLACE = re.compile(r"<mtext>diglot-tag-(?P<number>\d+)</mtext>")


def without_words(latex: str) -> tuple[str, list[str]]:
    """Return a formula with a mark for each number, and the numbers as LaTeX's text."""
    latex, tags = taken_out(latex, _TAG, lambda number: rf"\tag*{{diglot-tag-{number}}}")
    return latex, [
        rf"\text{{{words if command['bare'] else f'({words})'}}}" for command, words in tags
    ]


def with_words(mathml: str, convert: Callable[[int], str]) -> str:
    """Return a formula in MathML with what `convert` makes of each number instead of its mark."""
    return _PLACE.sub(lambda found: convert(int(found["number"])), mathml)
