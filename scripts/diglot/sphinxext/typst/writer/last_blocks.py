"""Keeps the last blocks of a document on one page, so that no page holds a single line of it."""

from __future__ import annotations

import unicodedata

from docutils import nodes

from diglot.sphinxext.transforms.kinds import is_unseen
from diglot.sphinxext.typst.writer.context import Context
from diglot.typeset.markup import Markup, call

# Counted in Latin letters, of which a 汉字 is as wide as two: what makes five lines of a page, and
# what still fits on any page.
_ENOUGH, _TOO_MUCH = 420, 900

_TEXT = (
    nodes.paragraph,
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.block_quote,
)
# What prints nothing at the end of a document.
_ELSEWHERE = (nodes.footnote, nodes.transition)


class last_blocks(nodes.General, nodes.Element):  # noqa: N801 - docutils' nodes are lower-case
    """Holds the last blocks of a document, which stay on one page."""


def group_last_blocks(*doctrees: nodes.document) -> None:
    """Put the last blocks of a document into one `last_blocks` node.

    `doctrees` are the same document in one language or in two; in two, the same blocks are taken
    in both, or none.
    """
    candidates = [_last_texts(doctree) for doctree in doctrees]
    count = _count(candidates[0])
    groups = [blocks[len(blocks) - count :] for blocks in candidates]
    kinds = {tuple(type(block) for block in group) for group in groups}
    if not count or len(kinds) > 1:
        return
    for group in groups:
        parent = group[0].parent
        group_node = last_blocks("")
        group_node.line, group_node.source = group[0].line, group[0].source
        parent.insert(parent.index(group[0]), group_node)
        for block in group:
            parent.remove(block)
            group_node += block


def write_last_blocks(node: nodes.Element, ctx: Context) -> Markup:
    """The last blocks, on one page."""
    return call("kept-together", ctx.blocks(node))


def _last_texts(doctree: nodes.document) -> list[nodes.Element]:
    """Return the blocks of text at the very end, in order."""
    section: nodes.Element = doctree
    while True:
        visible = [child for child in section.children if not _is_invisible(child)]
        if not visible or not isinstance(last := visible[-1], nodes.Element):
            return []
        if not isinstance(last, nodes.section):
            break
        section = last
    texts: list[nodes.Element] = []
    for child in reversed(visible):
        if not isinstance(child, _TEXT):
            break
        texts.insert(0, child)
    return texts


def _is_invisible(node: nodes.Node) -> bool:
    wrapper = isinstance(node, nodes.compound) and "toctree-wrapper" in node["classes"]
    return wrapper or is_unseen(node) or isinstance(node, _ELSEWHERE)


def _count(blocks: list[nodes.Element]) -> int:
    """Return how many of the last blocks make enough lines; 0 where they make too many."""
    width = count = 0
    for block in reversed(blocks):
        width += sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in block.astext())
        if width > _TOO_MUCH:
            break
        count += 1
        if width >= _ENOUGH:
            break
    return count
