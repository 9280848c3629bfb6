"""Lists and quotations in two languages: each item a row, set in on both sides of the page."""

from __future__ import annotations

from collections import Counter

from docutils import nodes

from diglot.sphinxext.parallel.interleave import Pair, Shape, Side
from diglot.sphinxext.typst.parallel_context import PairedContext, beside
from diglot.typeset.markup import Markup, call, stack


def items(listed: Pair, ctx: PairedContext) -> Markup:
    """A list: its items in rows, with their marks or numbers in both languages."""
    places: Counter[Side] = Counter()
    rows: list[Markup] = []
    for item in listed.parts:
        ctx.seen.add(id(item))
        slices = {
            side: _slice(listed.side(side), item, side, places[side])
            for side in Side
            if item.side(side) is not None
        }
        rows += _blocks_of_item(item, slices, ctx)
        places.update(slices.keys())
    return stack(rows) if ctx.within else call("rows", stack(rows))


def quotation(quoted: Pair, ctx: PairedContext) -> Markup:
    """A quotation, with its source at the end."""
    inner = ctx.set_in("quoted")
    return stack(
        _attribution(part, inner)
        if isinstance(part.node, nodes.attribution)
        else inner.write(part.node)
        for part in quoted.parts
    )


def _blocks_of_item(
    item: Pair, slices: dict[Side, nodes.Element], ctx: PairedContext
) -> list[Markup]:
    if not _is_divided(item):
        ctx.seen.update(id(part) for part in item.walk())
        return [_row(item, slices, ctx)]
    first, rest = item.parts[0], item.parts[1:]
    ctx.seen.update(id(part) for part in first.walk())
    hanging = ctx.set_in("hanging")
    return [_row(item, slices, ctx), *(hanging.write(part.node) for part in rest)]


def _is_divided(item: Pair) -> bool:
    """Whether the blocks of an item are paired one by one: only the first has its mark."""
    return item.shape is Shape.NEST and isinstance(item.node, nodes.list_item)


def _row(item: Pair, slices: dict[Side, nodes.Element], ctx: PairedContext) -> Markup:
    tight = isinstance(item.node, nodes.list_item)
    source, target = (ctx.half(slices.get(side), side) for side in Side)
    if item.shape is Shape.ONCE:
        return call("once", source, tight=tight)
    if item.shape is Shape.UNTRANSLATED:
        return call("untranslated", source, tight=tight)
    return beside(item, source, target)


def _slice(listed: nodes.Node | None, item: Pair, side: Side, place: int) -> nodes.Element:
    """Return a list of one language with one item, or with its first block, under its number.

    What is inside stays where it is: writers look at what is around a node.
    """
    own = item.side(side)
    assert isinstance(listed, nodes.Element)  # noqa: S101 - an item of it is there
    assert isinstance(own, nodes.Element)  # noqa: S101 - lists hold elements
    shell = listed.copy()
    shell["ids"] = []
    if isinstance(listed, nodes.enumerated_list):
        shell["start"] = listed.get("start", 1) + place
    if _is_divided(item):
        head = item.parts[0].side(side)
        own = own.copy()
        own.children = [] if head is None else [head]
    shell.children = [own]
    return shell


def _attribution(pair: Pair, ctx: PairedContext) -> Markup:
    ctx.seen.add(id(pair))
    sides = [side for side in Side if pair.side(side) is not None]
    if pair.shape in (Shape.ONCE, Shape.UNTRANSLATED):
        sides = [Side.SOURCE]
    halves: dict[Side, Markup] = {}
    for side in sides:
        words = ctx.halves[side].inline(pair.side(side) or nodes.inline())
        halves[side] = ctx.placed(call("attributed", words))
    return beside(pair, *(halves.get(side) for side in Side))
