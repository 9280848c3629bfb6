"""Which pictures may be made a little smaller, to stand on the page of the text before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docutils import nodes

from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.floating import may_float
from diglot.sphinxext.typst.writer.foot_rooms import place_of
from diglot.sphinxext.typst.writer.keeps import pictures_alone
from diglot.sphinxext.typst.writer.turned import Part
from diglot.typeset.marks import without_marks
from diglot.typeset.markup import NOTHING, Markup, Value, call, stack

# What is written of them where they stand alone, and in the whole width.
_ALONE = tuple(call(name).removesuffix(")") for name in ("placed", "captioned"))
_ROOMS = re.compile(r"\.picture-room\(")
_KEPT = (call("kept").removesuffix(")"),)


def fitted_name(node: nodes.Element, ctx: Context) -> str | None:
    """Return the name of the only picture in a block of a section, which may be the node itself."""
    block = _block_of(node)
    if isinstance(block, nodes.figure):
        fits = len(list(block.findall(nodes.image))) == 1
    elif isinstance(block, nodes.paragraph):
        fits = len(pictures_alone(block)) == 1
    else:
        fits = isinstance(block, nodes.image)
    return ctx.label(place_of(block)) if block is not None and fits else None


def with_picture_rooms(parts: Sequence[Part], ctx: Context) -> list[Part]:
    """Return the blocks of a section or item, with marks before pictures that may be smaller.

    What stays on the page of a picture goes with it, so that the mark is before that. A cell of a
    table is measured, and its pictures stay as they are.
    """
    if ctx.in_cell:
        return list(parts)
    marked = list(parts)
    printed = [at for at, (_, block) in enumerate(parts) if block != NOTHING]
    for place, at in enumerate(printed):
        node, block = parts[at]
        if not isinstance(node, nodes.Element) or not _is_call(block, _ALONE):
            continue
        # Those have the mark before all that goes before them.
        if may_float(node, ctx):
            continue
        name = fitted_name(node, ctx)
        if name is None:
            continue
        while place > 0 and _stays(parts[printed[place - 1]]):
            place -= 1
        head, first = marked[printed[place]]
        options: dict[str, Value] = {"heads": True} if isinstance(head, nodes.title) else {}
        room = call("picture-room", name, **options)
        marked[printed[place]] = (head, stack([room, first]))
    return marked


def with_end(body: Markup, ctx: Context) -> Markup:
    """Return all of a document, with a mark of its end if it has such pictures."""
    if not _ROOMS.search(body):
        return body
    return stack([body, call("picture-end", ctx.label(""))])


def _stays(part: Part) -> bool:
    """Whether a block stays on the page of what comes next."""
    node, block = part
    return isinstance(node, nodes.title) or _is_call(block, _KEPT)


def _is_call(block: Markup, functions: tuple[str, ...]) -> bool:
    return without_marks(block).lstrip().startswith(functions)


def _block_of(node: nodes.Element) -> nodes.Element | None:
    """Return the block of a section or item that a node is or stands in, if it is in no other."""
    block: Any = node
    while isinstance(block.parent, (nodes.Inline, nodes.TextElement, nodes.figure)):
        block = block.parent
    return block if isinstance(block.parent, (nodes.section, nodes.list_item)) else None
