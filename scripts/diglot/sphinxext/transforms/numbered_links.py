"""What is referred to by number is one thing, which no line tears: “Table 7”, “equation (2)”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes

from diglot.sphinxext.transforms.soft_breaks import is_wide

_LINE = 24
"""As many letters fit on a line wherever text stands, on a telephone, too; a 汉字 is two."""

_NUMBER = re.compile(r"[(\[（［]?\d+(?:[.-]\d+)*[)\]）］]?")
_LAST_WORD = re.compile(r"(?:[^\W\d_]{1,15}\.?[ \xa0]|\S)$")


def short_links(block: nodes.Element) -> Iterator[nodes.reference]:
    """Yield the links into the project that are short enough to stay on one line."""
    for node in list(block.findall(nodes.reference)):
        text = node.astext()
        inside = node.get("internal") or node.get("refid")
        if inside and len(text) + sum(map(is_wide, text)) <= _LINE:
            yield node


def has_word_and_number(link: nodes.reference) -> bool:
    """Return whether a link is one by number, whose text may have the word, too."""
    return any("std-numref" in part["classes"] for part in link.findall(nodes.inline))


def word_before(link: nodes.reference) -> tuple[nodes.Text, str] | None:
    """Return the text before a link that is a number, and the word or sign that it ends in.

    None if the link is something else, or nothing stands before it.
    """
    at = link.parent.index(link)
    before = link.parent[at - 1] if at else None
    if not isinstance(before, nodes.Text) or not _NUMBER.fullmatch(link.astext()):
        return None
    word = _LAST_WORD.search(str(before))
    return (before, word.group()) if word else None
