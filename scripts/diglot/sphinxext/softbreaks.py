"""Line breaks inside a paragraph: between two 汉字 one leaves nothing behind, else a space.

Sources are broken into lines for the eye of the editor. HTML, made for Latin, shows each break
as a space, which Chinese and Japanese do not set between words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

# Ideographs, kana, bopomofo, and the full-width signs that stand between them; not Hangul, which
# is written with spaces.
_WIDE = re.compile(
    "[\u2e80-\u2fff\u3001-\u303f\u3041-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
_WIDE_SIGN = re.compile(
    "[\u3001-\u3003\u3008-\u301b\uff01-\uff0f\uff1a-\uff1f\uff3b-\uff40\uff5b-\uff60]"
)
# Signs that Latin and Chinese share: they go with their neighbour.
_SHARED = frozenset("“”‘’—…·")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")
# What stands in a line and is not text that is broken: code, a formula, an image.
_OPAQUE = "\ufffc"
_VERBATIM = (
    nodes.FixedTextElement,
    nodes.comment,
    nodes.image,
    nodes.literal,
    nodes.math,
    nodes.math_block,
    nodes.raw,
)


def register(app: Sphinx) -> None:
    """Resolve line breaks on pages; the Typst writer has its own, finer rule."""
    app.add_post_transform(JoinLines)


def is_wide(char: str) -> bool:
    """Tell whether a character is an ideograph, kana or a full-width sign."""
    return bool(_WIDE.match(char))


def vanishes(before: str, after: str) -> bool:
    """Tell whether a line break between two characters leaves no space."""
    wide_before, wide_after = is_wide(before), is_wide(after)
    if wide_before and wide_after:
        return True
    if before in _SHARED or after in _SHARED:
        return wide_before or wide_after
    # A full-width sign has room of its own; a 汉字 beside Latin keeps the space.
    return bool(_WIDE_SIGN.match(before) or _WIDE_SIGN.match(after))


def join_lines(block: nodes.Element) -> None:
    """Resolve the line breaks of a block of text, across its links and emphases."""
    pieces = list(_pieces(block))
    whole = "".join(_OPAQUE if piece is None else str(piece) for piece in pieces)
    if "\n" not in whole:
        return
    start = 0
    for piece in pieces:
        length = 1 if piece is None else len(piece)
        if piece is not None and "\n" in piece:
            joined = _joined(whole, start, start + length)
            if joined != piece:
                piece.parent.replace(piece, nodes.Text(joined))
        start += length


class JoinLines(SphinxPostTransform):
    """Take the line breaks between 汉字 out of what is written as HTML."""

    # After references have got their texts (10), before themes wrap blocks (500).
    default_priority = 400
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Walk over all blocks of text."""
        for block in list(self.document.findall(nodes.TextElement)):
            if not isinstance(block, (nodes.Inline, *_VERBATIM)) and not _is_verbatim(block):
                join_lines(block)


def _is_verbatim(node: nodes.Node | None) -> bool:
    while node is not None:
        if isinstance(node, _VERBATIM):
            return True
        node = node.parent
    return False


def _pieces(node: nodes.Element) -> Iterator[nodes.Text | None]:
    """Yield the texts of a block in order; None stands for something that is not text."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, _VERBATIM):
            yield None
        elif isinstance(child, nodes.Element):
            yield from _pieces(child)


def _joined(whole: str, start: int, end: int) -> str:
    """Return whole[start:end] without the breaks that vanish."""
    kept, at = [], start
    for match in _BREAK.finditer(whole, start, end):
        before = whole[: match.start()].rstrip()[-1:]
        after = whole[match.end() :].lstrip()[:1]
        if before and after and vanishes(before, after):
            kept.append(whole[at : match.start()])
            at = match.end()
    kept.append(whole[at:end])
    return "".join(kept)
