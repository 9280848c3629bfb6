"""Where the foot of a page can be told to stay blank: before blocks with notes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docutils import nodes

from diglot.sphinxext.typst.writer.context import Context
from diglot.typeset.markup import NOTHING, Markup, call, stack

# What prints a note, or may do so, as a reference does where the handout lacks its target.
_NOTES = re.compile(r"\.(?:pair-note|note|web-noted)\(|page: true")


def has_notes(block: Markup) -> bool:
    """Return whether a block prints notes, or may do so."""
    return _NOTES.search(block) is not None


def foot_room(key: str, block: Markup, *, inside: bool = False, headed: bool = False) -> Markup:
    """Return a mark that `typeset.footnotes` knows by its key, if a block has notes.

    `inside` says whether the block is in a box or list that may go over many pages, `headed`
    whether a heading stays with it.
    """
    options = {name: True for name, is_so in (("inside", inside), ("headed", headed)) if is_so}
    return call("foot-room", key, **options) if has_notes(block) else NOTHING


def with_foot_room(
    key: str, block: Markup, *, inside: bool = False, headed: bool = False
) -> Markup:
    """Return a block after its mark, if it has notes."""
    return stack([foot_room(key, block, inside=inside, headed=headed), block])


def blocks_with_foot_rooms(children: Iterable[nodes.Node] | nodes.Node, ctx: Context) -> Markup:
    """Return the blocks of a container that may go over many pages, each after its mark."""
    if ctx.in_cell:
        return ctx.blocks(children)
    return stack(
        with_foot_room(ctx.label(place_of(node)), block, inside=True)
        for node, block in ctx.each_block(children)
    )


def after_foot_room(
    children: Iterable[nodes.Node] | nodes.Node, ctx: Context
) -> tuple[Markup, Markup]:
    """Return the mark of the first block of a container, and all blocks, the others after theirs.

    What stays with that block, as a term does, comes between both. A blank foot has room before it.
    """
    if ctx.in_cell:
        return NOTHING, ctx.blocks(children)
    marks = [
        (foot_room(ctx.label(place_of(node)), block, inside=True), block)
        for node, block in ctx.each_block(children)
    ]
    (first, block), *rest = marks or [(NOTHING, NOTHING)]
    return first, stack([block, *(part for pair in rest for part in pair)])


def place_of(node: nodes.Node) -> str:
    """Return a key that no other node of the document has: its place among those of each parent."""
    places: list[str] = []
    while node.parent is not None:
        places.append(str(node.parent.index(node)))
        node = node.parent
    return ".".join(reversed(places))
