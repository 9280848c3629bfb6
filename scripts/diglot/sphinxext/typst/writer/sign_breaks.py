"""Lets lines end after signs where Unicode (https://www.unicode.org/reports/tr14) would not.

It keeps 、$ together as it does )$ (rule LB25): a list of `$first`、`$second`、`$third` in Chinese
would be one word, though lines end there. And it keeps a full stop with the letter after it
(LB29), though a long link or name of code may begin there because somebody left out the space.
"""

from __future__ import annotations

import re
from itertools import pairwise

from docutils import nodes

from diglot.sphinxext.transforms.soft_breaks import VERBATIM, replace_text
from diglot.typeset.words import BREAK

_AFTER = "，、。；：！？）”’」』】》"
# Of Unicode's classes PR and PO, those that begin a name or an amount.
_BEFORE = r"$¥€£¢₩+−±\\№#"
# In letters: a shorter name does no harm.
_LONG = 12
_ENDS_SENTENCE = tuple(".,;:!?)")

_PLACE = re.compile(rf"(?<=[{_AFTER}])(?=[{re.escape(_BEFORE)}])")


def let_lines_end_before_names(block: nodes.Element) -> None:
    """Add places where lines may end before long links and names of code right after a sign."""
    for before, after in list(pairwise(block.findall(nodes.Text))):
        is_name = isinstance(after.parent, (nodes.literal, nodes.reference))
        is_long = len(after) >= _LONG and after[0].isalpha()
        if is_name and is_long and before.endswith(_ENDS_SENTENCE) and not _is_verbatim(before):
            replace_text(before, nodes.Text(before + BREAK))


def _is_verbatim(text: nodes.Text) -> bool:
    return isinstance(text.parent, VERBATIM)


def let_lines_end_after_signs(block: nodes.Element) -> None:
    """Add places where lines may end to the texts of a block in Chinese or Japanese."""
    for text in list(block.findall(nodes.Text)):
        if not _is_verbatim(text) and _PLACE.search(text):
            replace_text(text, nodes.Text(_PLACE.sub(BREAK, text)))
    for before, after in list(pairwise(block.findall(nodes.Text))):
        is_shown = not _is_verbatim(after) or isinstance(after.parent, nodes.literal)
        if is_shown and not _is_verbatim(before) and _PLACE.search(before[-1:] + after[:1]):
            replace_text(before, nodes.Text(before + BREAK))
