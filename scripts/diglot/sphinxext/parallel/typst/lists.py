"""Lists and quotations in two languages: each block of an item is a row, indented on both sides."""

from __future__ import annotations

from collections import Counter

from docutils import nodes

from diglot.sphinxext.parallel.interleave import Pair, Shape, Side
from diglot.sphinxext.parallel.typst.context import PairedContext, beside
from diglot.sphinxext.typst.writer.keeps import announces, begins_step
from diglot.typeset.markup import Markup, call, stack


def items(pair_of_lists: Pair, ctx: PairedContext) -> Markup:
    """A list: its items in rows, with their marks or numbers in both languages."""
    places: Counter[Side] = Counter()
    rows: list[Markup] = []
    for item in pair_of_lists.parts:
        rows += _blocks_of_item(item, _slices(pair_of_lists, item, places), ctx)
    return stack(rows) if ctx.indents else call("rows", stack(rows))


def definitions(pair_of_lists: Pair, ctx: PairedContext) -> Markup:
    """Terms with what they mean: a row for each term and for each block of its definition."""
    places: Counter[Side] = Counter()
    return stack(
        _definition(item, ctx)
        if item.shape is Shape.NEST and isinstance(item.node, nodes.definition_list_item)
        else stack(_blocks_of_item(item, _slices(pair_of_lists, item, places), ctx))
        for item in pair_of_lists.parts
    )


def _definition(item: Pair, ctx: PairedContext) -> Markup:
    ctx.written.add(id(item))
    terms, bodies = [], []
    inner = ctx.indented("defined")
    for part in item.parts:
        if isinstance(part.node, nodes.term):
            ctx.written.add(id(part))
            terms.append(call("pair-term", *(_term(part, side, ctx) for side in Side)))
        elif isinstance(part.node, nodes.classifier):
            # They stand beside the term.
            ctx.written.add(id(part))
        else:
            bodies.append(inner.write(part.node))
    return stack([*terms, call("explained", stack(bodies))])


def _term(pair: Pair, side: Side, ctx: PairedContext) -> Markup | None:
    node = pair.side(side)
    # A term without a translation is marked where the translation would stand.
    if side is Side.TARGET and pair.shape is Shape.UNTRANSLATED:
        return call("untranslated-mark")
    return None if node is None else ctx.sides[side].write(node)


def quotation(quoted: Pair, ctx: PairedContext) -> Markup:
    """A quotation, with its source at the end."""
    inner = ctx.indented("quoted")
    rows: list[Markup] = []
    for part in quoted.parts:
        if isinstance(part.node, nodes.attribution):
            rows[-1:] = [call("kept", row) for row in rows[-1:]]
            rows.append(_attribution(part, inner))
        else:
            rows.append(inner.write(part.node))
    return stack(rows)


def _slices(pair_of_lists: Pair, item: Pair, places: Counter[Side]) -> dict[Side, nodes.Element]:
    """Return, for each side, the list with only this item; `places` counts the items before it."""
    slices = {
        side: _slice(pair_of_lists.side(side), item, side, places[side])
        for side in Side
        if item.side(side) is not None
    }
    places.update(slices.keys())
    return slices


def _blocks_of_item(
    item: Pair, slices: dict[Side, nodes.Element], ctx: PairedContext
) -> list[Markup]:
    ctx.written.add(id(item))
    if not (blocks := _blocks(item)):
        ctx.written.update(id(part) for part in item.walk())
        return [_row(item, slices, ctx)]
    ctx.written.update(id(part) for part in (*item.parts, *blocks[0].walk()))
    hanging = ctx.indented("hanging")
    row = _row(item, slices, ctx)
    first, *rest = (part.node for part in blocks)
    if rest and (announces(first) or begins_step(first, rest[0])):
        row = call("kept", row)
    return [row, *(hanging.write(part.node) for part in blocks[1:])]


def _blocks(item: Pair) -> tuple[Pair, ...]:
    """Return the blocks of an item that are paired one by one; none where it is paired as a whole.

    The first of them is written with the item's mark, or the field's name.
    """
    if item.shape is not Shape.NEST:
        return ()
    if isinstance(item.node, nodes.list_item):
        return item.parts
    return next((part.parts for part in item.parts if isinstance(part.node, nodes.field_body)), ())


def _row(item: Pair, slices: dict[Side, nodes.Element], ctx: PairedContext) -> Markup:
    tight = isinstance(item.node, nodes.list_item)
    source, target = (ctx.write_side(slices.get(side), side) for side in Side)
    if item.shape is Shape.ONCE:
        return call("once", source, tight=tight)
    if item.shape is Shape.UNTRANSLATED:
        return call("untranslated", source, tight=tight)
    return beside(item, source, target)


def _slice(whole: nodes.Node | None, item: Pair, side: Side, place: int) -> nodes.Element:
    """Return a copy of one side's list with one item, or its first block, under its number.

    The item itself keeps its parent, as writers look at the nodes around a node.
    """
    own = item.side(side)
    assert isinstance(whole, nodes.Element)  # noqa: S101 - an item of it is there
    assert isinstance(own, nodes.Element)  # noqa: S101 - lists hold elements
    shortened = whole.copy()
    shortened["ids"] = []
    if isinstance(whole, nodes.enumerated_list):
        shortened["start"] = whole.get("start", 1) + place
    if blocks := _blocks(item):
        own = _with_first(own, blocks[0].side(side))
    shortened.children = [own]
    return shortened


def _with_first(item: nodes.Element, head: nodes.Node | None) -> nodes.Element:
    """Return a copy of an item that has only the first of its blocks."""
    shortened = item.copy()
    if isinstance(item, nodes.field):
        shortened.children = [
            _with_first(child, head) if isinstance(child, nodes.field_body) else child
            for child in item.children
            if isinstance(child, nodes.Element)
        ]
    else:
        shortened.children = [] if head is None else [head]
    return shortened


def _attribution(pair: Pair, ctx: PairedContext) -> Markup:
    ctx.written.add(id(pair))
    sides = [side for side in Side if pair.side(side) is not None]
    if pair.shape in (Shape.ONCE, Shape.UNTRANSLATED):
        sides = [Side.SOURCE]
    attributions: dict[Side, Markup] = {}
    for side in sides:
        text = ctx.sides[side].inline(pair.side(side) or nodes.inline())
        attributions[side] = ctx.indent(call("attributed", text))
    return beside(pair, *(attributions.get(side) for side in Side))
