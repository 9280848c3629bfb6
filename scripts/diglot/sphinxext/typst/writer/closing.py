"""The end of a document: its last lines stay together, so that no page has one of them alone."""

from __future__ import annotations

import unicodedata

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.typst.writer.context import Context
from diglot.typeset.markup import Markup, call

# In letters, of which a 汉字 takes the room of two: five lines of a page, and what still fits
# on any page.
_ENOUGH, _TOO_MUCH = 420, 900

_TEXT = (
    nodes.paragraph,
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.block_quote,
)
# What prints nothing where it stands.
_UNSEEN = (nodes.Invisible, nodes.footnote, nodes.transition, addnodes.index, addnodes.toctree)


class closing(nodes.General, nodes.Element):  # noqa: N801 - docutils' nodes are lower-case
    """The last blocks of a document."""


def close(*doctrees: nodes.document) -> None:
    """Put the last blocks of a document together, in each of its languages alike."""
    ends = [_last_blocks(doctree) for doctree in doctrees]
    count = _count(ends[0])
    groups = [end[len(end) - count :] for end in ends]
    alike = {tuple(type(block) for block in group) for group in groups}
    if not count or len(alike) > 1:
        return
    for group in groups:
        around = group[0].parent
        shell = closing("")
        shell.line, shell.source = group[0].line, group[0].source
        around.insert(around.index(group[0]), shell)
        for block in group:
            around.remove(block)
            shell += block


def kept_together(node: nodes.Element, ctx: Context) -> Markup:
    """The last blocks, on one page."""
    return call("kept-together", ctx.blocks(node))


def _last_blocks(doctree: nodes.document) -> list[nodes.Element]:
    """Return the blocks of text at the very end, in order."""
    around: nodes.Element = doctree
    while True:
        seen = [child for child in around.children if not _is_unseen(child)]
        if not seen or not isinstance(last := seen[-1], nodes.Element):
            return []
        if not isinstance(last, nodes.section):
            break
        around = last
    found: list[nodes.Element] = []
    for child in reversed(seen):
        if not isinstance(child, _TEXT):
            break
        found.insert(0, child)
    return found


def _is_unseen(node: nodes.Node) -> bool:
    wrapper = isinstance(node, nodes.compound) and "toctree-wrapper" in node["classes"]
    return wrapper or isinstance(node, _UNSEEN)


def _count(blocks: list[nodes.Element]) -> int:
    """Return how many of the last blocks make enough lines; none where they would be too much."""
    room = count = 0
    for block in reversed(blocks):
        room += sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in block.astext())
        if room > _TOO_MUCH:
            break
        count += 1
        if room >= _ENOUGH:
            break
    return count
