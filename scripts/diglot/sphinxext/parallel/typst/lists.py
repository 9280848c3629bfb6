"""Lists and quotations in two languages: each block of an item a row, set in on both sides."""

from __future__ import annotations

from collections import Counter

from docutils import nodes

from diglot.sphinxext.parallel.interleave import Pair, Shape, Side
from diglot.sphinxext.parallel.typst.context import PairedContext, beside
from diglot.typeset.markup import Markup, call, stack


def items(listed: Pair, ctx: PairedContext) -> Markup:
    """A list: its items in rows, with their marks or numbers in both languages."""
    places: Counter[Side] = Counter()
    rows: list[Markup] = []
    for item in listed.parts:
        rows += _blocks_of_item(item, _slices(listed, item, places), ctx)
    return stack(rows) if ctx.within else call("rows", stack(rows))


def definitions(listed: Pair, ctx: PairedContext) -> Markup:
    """Terms with what they mean: a row for each term and for each block of its definition."""
    places: Counter[Side] = Counter()
    return stack(
        _definition(item, ctx)
        if item.shape is Shape.NEST and isinstance(item.node, nodes.definition_list_item)
        else stack(_blocks_of_item(item, _slices(listed, item, places), ctx))
        for item in listed.parts
    )


def _definition(item: Pair, ctx: PairedContext) -> Markup:
    ctx.seen.add(id(item))
    terms, bodies = [], []
    inner = ctx.set_in("defined")
    for part in item.parts:
        if isinstance(part.node, nodes.term):
            ctx.seen.add(id(part))
            terms.append(call("pair-term", *(_term(part, side, ctx) for side in Side)))
        elif isinstance(part.node, nodes.classifier):
            # They stand beside the term.
            ctx.seen.add(id(part))
        else:
            bodies.append(inner.write(part.node))
    return stack([*terms, call("explained", stack(bodies))])


def _term(pair: Pair, side: Side, ctx: PairedContext) -> Markup | None:
    node = pair.side(side)
    # One that nobody has translated is marked where a translation would stand.
    if side is Side.TARGET and pair.shape is Shape.UNTRANSLATED:
        return call("untranslated-mark")
    return None if node is None else ctx.halves[side].write(node)


def quotation(quoted: Pair, ctx: PairedContext) -> Markup:
    """A quotation, with its source at the end."""
    inner = ctx.set_in("quoted")
    rows: list[Markup] = []
    for part in quoted.parts:
        if isinstance(part.node, nodes.attribution):
            rows[-1:] = [call("kept", row) for row in rows[-1:]]
            rows.append(_attribution(part, inner))
        else:
            rows.append(inner.write(part.node))
    return stack(rows)


def _slices(listed: Pair, item: Pair, places: Counter[Side]) -> dict[Side, nodes.Element]:
    """Return a list of each language that holds one item alone; `places` counts them."""
    slices = {
        side: _slice(listed.side(side), item, side, places[side])
        for side in Side
        if item.side(side) is not None
    }
    places.update(slices.keys())
    return slices


def _blocks_of_item(
    item: Pair, slices: dict[Side, nodes.Element], ctx: PairedContext
) -> list[Markup]:
    ctx.seen.add(id(item))
    if not (blocks := _blocks(item)):
        ctx.seen.update(id(part) for part in item.walk())
        return [_row(item, slices, ctx)]
    ctx.seen.update(id(part) for part in (*item.parts, *blocks[0].walk()))
    hanging = ctx.set_in("hanging")
    return [_row(item, slices, ctx), *(hanging.write(part.node) for part in blocks[1:])]


def _blocks(item: Pair) -> tuple[Pair, ...]:
    """Return the blocks of an item that are paired one by one; none where it is one whole.

    The first of them has the item's mark, or the field's name, beside it.
    """
    if item.shape is not Shape.NEST:
        return ()
    if isinstance(item.node, nodes.list_item):
        return item.parts
    return next((part.parts for part in item.parts if isinstance(part.node, nodes.field_body)), ())


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
    if blocks := _blocks(item):
        own = _with_first(own, blocks[0].side(side))
    shell.children = [own]
    return shell


def _with_first(item: nodes.Element, head: nodes.Node | None) -> nodes.Element:
    """Return a copy of an item that has only the first of its blocks."""
    shell = item.copy()
    if isinstance(item, nodes.field):
        shell.children = [
            _with_first(child, head) if isinstance(child, nodes.field_body) else child
            for child in item.children
            if isinstance(child, nodes.Element)
        ]
    else:
        shell.children = [] if head is None else [head]
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
