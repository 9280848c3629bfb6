"""Lets lines end between a full-width sign and what begins with a sign before or after numbers.

Unicode keeps ）％ and 、$ together, as it does ）% (rule LB25 of https://www.unicode.org/reports/tr14),
so that a list such as `$first`、`$second`、`$third` would be one word. Chinese ends lines there.
"""

from __future__ import annotations

import re
from itertools import pairwise

from docutils import nodes

from diglot.sphinxext.transforms.soft_breaks import replace_text
from diglot.typeset.words import BREAK

_AFTER = "，、。；：！？）”’」』】》"
# Of Unicode's classes PR and PO, those that begin a name or an amount.
_BEFORE = r"$¥€£¢₩+−±\\№#"
_PLACE = re.compile(rf"(?<=[{_AFTER}])(?=[{re.escape(_BEFORE)}])")


def let_lines_end_after_signs(block: nodes.Element) -> None:
    """Add places where lines may end to the texts of a block in Chinese or Japanese."""
    for text in list(block.findall(nodes.Text)):
        if not isinstance(text.parent, nodes.literal) and _PLACE.search(text):
            replace_text(text, nodes.Text(_PLACE.sub(BREAK, text)))
    for before, after in list(pairwise(block.findall(nodes.Text))):
        if not isinstance(before.parent, nodes.literal) and _PLACE.search(before[-1:] + after[:1]):
            replace_text(before, nodes.Text(before + BREAK))
