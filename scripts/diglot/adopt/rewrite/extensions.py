"""The extensions that a page needs, by the markup that is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from diglot.adopt.rewrite.inlines import HIDDEN, hidden

_MYST = {
    "colon_fence": re.compile(r"^\s*:{3,}\{"),
    "attrs_inline": re.compile(rf"[\]{HIDDEN}]\{{\s*[.#\w]"),
    "attrs_block": re.compile(r"^\s*\{\s*[.#][^{}]*\}\s*$"),
    "deflist": re.compile(r"^\s{0,3}:\s+\S"),
    "tasklist": re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s"),
    "strikethrough": re.compile(r"(?<![~\w])~~[^\s~].*?~~"),
    # As in Pandoc, no space is inside the signs and no digit behind them; a sign of TeX is there.
    "dollarmath": re.compile(
        r"^\s*\$\$|(?<![\w$\\])\$(?=[^$]*[\\^_={}])[^\s$][^$]*(?<=\S)\$(?![\w$])"
    ),
}
_SPHINX = {"sphinx_design": re.compile(r"^\s*:{3,}\{tab-(?:set|item)\}|\{bdg-[a-z]+\}")}


def extensions_of(lines: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the extensions of MyST and of Sphinx that lines outside of code need."""
    shown = [hidden(line) for line in lines]
    myst, sphinx = (
        frozenset(name for name, sign in table.items() if any(map(sign.search, shown)))
        for table in (_MYST, _SPHINX)
    )
    return myst, sphinx
