"""Soft line breaks: one between two CJK characters disappears, any other is a space.

Editors break the lines of a source wherever it suits them. HTML shows every such break as a space,
which is right between Latin words but wrong between Chinese or Japanese characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from diglot.sphinxext.transforms.kinds import holds_blocks, is_unseen
from diglot.sphinxext.transforms.shared_nodes import unshare

# Without Hangul, which is written with spaces.
WIDE = re.compile(
    "[\u2e80-\u2fff\u3001-\u303f\u3041-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
"""Matches an ideograph, kana, bopomofo or a full-width sign."""
_WIDE_SIGN = re.compile(
    "[\u3001-\u3003\u3008-\u301b\uff01-\uff0f\uff1a-\uff1f\uff3b-\uff40\uff5b-\uff60]"
)
# Punctuation of Latin and of Chinese: it counts as wide beside a wide character.
_SHARED = frozenset("“”‘’—…·")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")
OBJECT = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER, in place of code, a formula or an image in a line."""
VERBATIM = (
    nodes.FixedTextElement,
    nodes.image,
    nodes.literal,
    nodes.math,
    nodes.math_block,
    nodes.raw,
)
"""Nodes whose text is no prose: code, formulas, pictures and what is written as it is."""

Rule = Callable[[str, str], str | None]
"""Returns what a line break between two characters is replaced by, or None to keep it.

At the start or end of a block, the character is "".
"""


def register(app: Sphinx) -> None:
    """Remove line breaks for HTML; the Typst writer calls `join_lines` with a rule of its own."""
    app.add_post_transform(JoinLines)


def is_wide(char: str) -> bool:
    """Whether a character is an ideograph, kana or a full-width sign."""
    return bool(WIDE.match(char))


def leaves_no_space(before: str, after: str) -> bool:
    """Whether a line break between two characters leaves no space."""
    wide_before, wide_after = is_wide(before), is_wide(after)
    if wide_before and wide_after:
        return True
    if before in _SHARED or after in _SHARED:
        return wide_before or wide_after
    # A full-width sign has space of its own; between an ideograph and a Latin letter, the space
    # stays.
    return bool(_WIDE_SIGN.match(before) or _WIDE_SIGN.match(after))


def _rule_for_html(before: str, after: str) -> str | None:
    return "" if before and after and leaves_no_space(before, after) else None


def join_lines(block: nodes.Element, rule: Rule = _rule_for_html) -> None:
    """Replace the line breaks in a block of text by `rule`, also beside links and emphasis."""
    texts = text_nodes(block)
    whole = text_of(texts)
    if "\n" not in whole:
        return
    start = 0
    for text in texts:
        length = 1 if text is None else len(text)
        if text is not None and "\n" in text:
            joined = _joined(whole, start, start + length, rule)
            if joined != text:
                replace_text(text, nodes.Text(joined))
        start += length


def replace_text(old: nodes.Text, *new: nodes.Node) -> None:
    """Replace a text node by other nodes.

    docutils' own `replace` compares texts as strings, so it would replace the first equal sibling.
    """
    siblings = old.parent
    index = next(index for index, child in enumerate(siblings.children) if child is old)
    siblings[index : index + 1] = new


class JoinLines(SphinxPostTransform):
    """Removes the line breaks between CJK characters in HTML."""

    # After references have got their texts (10), before themes wrap blocks in others (500).
    default_priority = 400
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace the line breaks of all blocks of text."""
        unshare(self.document)
        for block in text_blocks(self.document):
            join_lines(block)


def text_blocks(document: nodes.document) -> list[nodes.TextElement]:
    """Return the blocks of running text: paragraphs, headings, terms and the like."""
    return [
        block
        for block in document.findall(nodes.TextElement)
        if not isinstance(block, nodes.Inline)
        and not _is_verbatim(block)
        and not holds_blocks(block)
    ]


def _is_verbatim(node: nodes.Node | None) -> bool:
    while node is not None:
        if is_unseen(node) or (isinstance(node, VERBATIM) and not holds_blocks(node)):
            return True
        node = node.parent
    return False


def text_nodes(block: nodes.Element) -> list[nodes.Text | None]:
    """Return the text nodes of a block in order, with None for code, a formula or an image."""
    return list(_text_nodes(block))


def text_of(texts: Sequence[nodes.Text | None]) -> str:
    """Return what `text_nodes` returned as one string, with OBJECT for None."""
    return "".join(OBJECT if text is None else str(text) for text in texts)


def _text_nodes(node: nodes.Element) -> Iterator[nodes.Text | None]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, VERBATIM):
            yield None
        elif isinstance(child, nodes.Element):
            yield from _text_nodes(child)


def _joined(whole: str, start: int, end: int, rule: Rule) -> str:
    """Return whole[start:end] with its line breaks replaced by `rule`.

    The characters before and after a break may be outside of this part.
    """
    parts: list[str] = []
    position = start
    for match in _BREAK.finditer(whole, start, end):
        before = whole[: match.start()].rstrip()[-1:]
        after = whole[match.end() :].lstrip()[:1]
        replacement = rule(before, after)
        if replacement is not None:
            parts += (whole[position : match.start()], replacement)
            position = match.end()
    parts.append(whole[position:end])
    return "".join(parts)
