"""Line breaks inside a paragraph: between two 汉字 one leaves nothing behind, else a space.

Sources are broken into lines for the eye of the editor. HTML, made for Latin, shows each break
as a space, which Chinese and Japanese do not set between words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

# Ideographs, kana, bopomofo, and the full-width signs that stand between them; not Hangul, which
# is written with spaces.
WIDE = re.compile(
    "[\u2e80-\u2fff\u3001-\u303f\u3041-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
"""An ideograph, kana or a full-width sign."""
_WIDE_SIGN = re.compile(
    "[\u3001-\u3003\u3008-\u301b\uff01-\uff0f\uff1a-\uff1f\uff3b-\uff40\uff5b-\uff60]"
)
# Signs that Latin and Chinese share: they go with their neighbour.
_SHARED = frozenset("“”‘’—…·")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")
OPAQUE = "\ufffc"
"""Stands for what is in a line and is not text that is broken: code, a formula, an image."""
_VERBATIM = (
    nodes.FixedTextElement,
    nodes.comment,
    nodes.image,
    nodes.literal,
    nodes.math,
    nodes.math_block,
    nodes.raw,
)

Rule = Callable[[str, str], str | None]
"""What stands in the place of a break between two characters ("" at an end); None: it stays."""


def register(app: Sphinx) -> None:
    """Resolve line breaks on pages; the Typst writer has its own, finer rule."""
    app.add_post_transform(JoinLines)


def is_wide(char: str) -> bool:
    """Tell whether a character is an ideograph, kana or a full-width sign."""
    return bool(WIDE.match(char))


def vanishes(before: str, after: str) -> bool:
    """Tell whether a line break between two characters leaves no space."""
    wide_before, wide_after = is_wide(before), is_wide(after)
    if wide_before and wide_after:
        return True
    if before in _SHARED or after in _SHARED:
        return wide_before or wide_after
    # A full-width sign has room of its own; a 汉字 beside Latin keeps the space.
    return bool(_WIDE_SIGN.match(before) or _WIDE_SIGN.match(after))


def _on_pages(before: str, after: str) -> str | None:
    return "" if before and after and vanishes(before, after) else None


def join_lines(block: nodes.Element, rule: Rule = _on_pages) -> None:
    """Resolve the line breaks of a block of text, across its links and emphases."""
    pieces = pieces_of(block)
    whole = text_of(pieces)
    if "\n" not in whole:
        return
    start = 0
    for piece in pieces:
        length = 1 if piece is None else len(piece)
        if piece is not None and "\n" in piece:
            joined = _joined(whole, start, start + length, rule)
            if joined != piece:
                replace_text(piece, nodes.Text(joined))
        start += length


def replace_text(old: nodes.Text, *new: nodes.Node) -> None:
    """Put `new` in the place of a text.

    docutils' own `replace` takes the first text of the same words, and line breaks are alike.
    """
    siblings = old.parent
    place = next(at for at, child in enumerate(siblings.children) if child is old)
    siblings[place : place + 1] = new


class JoinLines(SphinxPostTransform):
    """Take the line breaks between 汉字 out of what is written as HTML."""

    # After references have got their texts (10), before themes wrap blocks (500).
    default_priority = 400
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Walk over all blocks of text."""
        for block in blocks_of_text(self.document):
            join_lines(block)


def blocks_of_text(document: nodes.document) -> list[nodes.TextElement]:
    """Return the paragraphs, headings, cells: what is broken into lines as a whole."""
    return [
        block
        for block in document.findall(nodes.TextElement)
        if not isinstance(block, nodes.Inline) and not _is_verbatim(block)
    ]


def _is_verbatim(node: nodes.Node | None) -> bool:
    while node is not None:
        if isinstance(node, _VERBATIM):
            return True
        node = node.parent
    return False


def pieces_of(block: nodes.Element) -> list[nodes.Text | None]:
    """Return the texts of a block in order; None stands for something that is not text."""
    return list(_pieces(block))


def text_of(pieces: Sequence[nodes.Text | None]) -> str:
    """Return the text of a block, with OPAQUE for what is not text."""
    return "".join(OPAQUE if piece is None else str(piece) for piece in pieces)


def _pieces(node: nodes.Element) -> Iterator[nodes.Text | None]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, _VERBATIM):
            yield None
        elif isinstance(child, nodes.Element):
            yield from _pieces(child)


def _joined(whole: str, start: int, end: int, rule: Rule) -> str:
    """Return whole[start:end] with its breaks resolved by what stands around them."""
    kept: list[str] = []
    at = start
    for match in _BREAK.finditer(whole, start, end):
        before = whole[: match.start()].rstrip()[-1:]
        after = whole[match.end() :].lstrip()[:1]
        instead = rule(before, after)
        if instead is not None:
            kept += (whole[at : match.start()], instead)
            at = match.end()
    kept.append(whole[at:end])
    return "".join(kept)
