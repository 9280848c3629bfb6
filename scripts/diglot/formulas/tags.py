r"""Authors' own numbers, ``\tag``, of whose words the converter takes only plain ones in ASCII."""

from __future__ import annotations

import re
from collections.abc import Callable

from diglot.formulas.braces import argument

_TAG = re.compile(r"\\tag(?P<bare>\*?)(?=\s*\{)")
_PLACE = re.compile(r"<mtext>diglot-tag-(?P<number>\d+)</mtext>")


def without_words(latex: str) -> tuple[str, list[str]]:
    """Return a formula with a mark for each number, and the numbers as LaTeX's text."""
    written: list[str] = []
    tags: list[str] = []
    place = 0
    for found in _TAG.finditer(latex):
        inside = argument(latex, found.end())
        if inside is None:
            continue
        written.append(rf"{latex[place : found.start()]}\tag*{{diglot-tag-{len(tags)}}}")
        words, place = inside
        tags.append(rf"\text{{{words if found['bare'] else f'({words})'}}}")
    return "".join(written) + latex[place:], tags


def with_words(mathml: str, convert: Callable[[int], str]) -> str:
    """Return a formula in MathML with what `convert` makes of each number instead of its mark."""
    return _PLACE.sub(lambda found: convert(int(found["number"])), mathml)
