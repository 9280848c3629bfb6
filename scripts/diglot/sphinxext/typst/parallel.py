"""The writer of parallel text: the same functions, with both languages where they ask for text.

A container is written once, by the function that writes it in any handout; what it asks its
context for comes back in two languages. So a box holds pairs of paragraphs, and a table's cell
both of its texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from docutils import nodes

from diglot.sphinxext.parallel.interleave import Pair, Shape, Side
from diglot.sphinxext.typst import parallel_notes
from diglot.sphinxext.typst.context import Context
from diglot.sphinxext.typst.numbers import numbered_as
from diglot.sphinxext.typst.writer import Written, labels_in, source_of, write_node
from diglot.typeset.markup import NOTHING, Markup, call, join, stack


@dataclass(frozen=True, kw_only=True)
class PairedContext(Context):
    """The surroundings of a node of the source's tree and of its counterpart.

    As a Context it is the source's own. `pairs` are by the `id()` of their blocks, `halves`
    write one language each, `seen` collects the pairs that were written, `within` names what
    sets in each half here, such as the later blocks of a list's item.
    """

    pairs: Mapping[int, Pair]
    halves: Mapping[Side, Context]
    seen: set[int]
    within: tuple[str, ...] = ()

    def inside(
        self, *, depth: int | None = None, plain: bool | None = None, in_note: bool | None = None
    ) -> PairedContext:
        """Return the context of a part of the document, for both languages."""
        halves = {
            side: half.inside(depth=depth, plain=plain, in_note=in_note)
            for side, half in self.halves.items()
        }
        own = halves[Side.SOURCE]
        return replace(self, halves=halves, depth=own.depth, plain=own.plain, in_note=own.in_note)

    def inline(self, children: Iterable[nodes.Node] | nodes.Node) -> Markup:
        """Return nodes as one run of text; the text of a block comes in both languages."""
        pair = self.pair_of(children)
        return super().inline(children) if pair is None else _words(pair, self)

    def blocks(self, children: Iterable[nodes.Node] | nodes.Node) -> Markup:
        """Return nodes one under another, each with its counterpart."""
        pair = self.pair_of(children)
        if pair is None or pair.shape is not Shape.NEST:
            return super().blocks(children)
        return stack(write_pair(part, self) for part in pair.parts)

    def text(self, node: nodes.Node) -> str:
        """Return what is printed of a node, each language on lines of its own."""
        pair = self.pair_of(node)
        if pair is None or pair.shape in (Shape.ONCE, Shape.UNTRANSLATED):
            return super().text(node)
        if pair.shape is Shape.NEST:
            return "\n".join(self.text(part.node) for part in pair.parts)
        halves = (pair.source, pair.target)
        return "\n".join(half.astext() for half in halves if half is not None)

    def pair_of(self, what: Iterable[nodes.Node] | nodes.Node) -> Pair | None:
        """Return the pair that a node is half of."""
        return self.pairs.get(id(what)) if isinstance(what, nodes.Element) else None


def write_paired_document(paired: Pair, source: Context, target: Context) -> Written:
    """Return the Typst source of a document in two languages.

    `source` and `target` are the contexts in which each half would be written alone; both
    doctrees have been prepared for the writer. The target's names begin with its prefix.
    """
    assert isinstance(paired.source, nodes.document)  # noqa: S101 - documents have no other halves
    assert isinstance(paired.target, nodes.document)  # noqa: S101
    halves: dict[Side, Context] = {}
    notes = parallel_notes.Notes(
        halves,
        parallel_notes.counterparts(paired),
        parallel_notes.addresses_of(paired.source),
    )
    halves[Side.SOURCE] = replace(source, writer=notes.writer(Side.SOURCE))
    halves[Side.TARGET] = replace(target, writer=notes.writer(Side.TARGET))
    ctx = PairedContext(
        **{name: getattr(source, name) for name in source.__dataclass_fields__ if name != "writer"},
        writer=_write,
        pairs=_by_node(paired),
        halves=halves,
        seen=set(),
    )
    body = stack([call("anchor", source.name("")), ctx.blocks(paired.source), _unseen(paired, ctx)])
    found = labels_in(paired.source, body, source)
    labels = {**_counterparts(paired, source, target, found), **_own_labels(paired, body, target)}
    return Written(source_of(body, source), {**labels, **found})


def write_pair(pair: Pair, ctx: PairedContext) -> Markup:
    """Return a pair of blocks as Typst code."""
    ctx.seen.add(id(pair))
    if pair.shape is Shape.NEST:
        return stack([_nest(pair, ctx), _unseen(pair, ctx)])
    if pair.shape is Shape.ALONE:
        return _alone(pair, ctx)
    if pair.shape is not Shape.ONCE and isinstance(pair.source, _HEADS):
        return write_node(pair.source, ctx)
    if pair.shape is Shape.BESIDE:
        return _beside(*(_half(pair, side, ctx) for side in Side))
    body = _within(ctx.halves[Side.SOURCE].write(pair.node), ctx)
    if pair.shape is Shape.ONCE or body == NOTHING:
        return body
    return call("untranslated", body, wide=isinstance(pair.node, _WIDE))


# What is one thing on the page and holds both texts: a heading, the title of a box.
_HEADS = (nodes.title, nodes.rubric, nodes.caption, nodes.subtitle)
# What a column is too narrow for.
_WIDE = (nodes.table, nodes.figure, nodes.container, nodes.Admonition, nodes.topic)


def _alone(pair: Pair, ctx: PairedContext) -> Markup:
    """A block of one language, in its column; sections and headings go across."""
    side = Side.TARGET if pair.source is None else Side.SOURCE
    body = _half(pair, side, ctx)
    if isinstance(pair.node, (nodes.section, *_HEADS)):
        return body or NOTHING
    return _beside(None, body) if side is Side.TARGET else _beside(body, None)


# Short wholes whose lines would lose each other: each language has one of its own.
_WHOLE = (nodes.line_block, nodes.option_list, nodes.docinfo)


def _nest(pair: Pair, ctx: PairedContext) -> Markup:
    node = pair.node
    if isinstance(node, _WHOLE):
        return _whole(pair, ctx)
    for kinds, write in _CONTAINERS:
        if isinstance(node, kinds):
            return write(pair, ctx)
    return write_node(node, ctx)


def _whole(pair: Pair, ctx: PairedContext) -> Markup:
    ctx.seen.update(id(part) for part in pair.walk())
    return _beside(*(_half(pair, side, ctx) for side in Side))


def _items(pair: Pair, ctx: PairedContext) -> Markup:
    """A list: each item a row of its own, with its mark or number in both languages."""
    rows = stack(_item(pair, part, at, ctx) for at, part in enumerate(pair.parts))
    return rows if ctx.within else call("rows", rows)


def _quotation(pair: Pair, ctx: PairedContext) -> Markup:
    """A quotation: its blocks set in on both sides of the page."""
    quoted = replace(ctx, within=(*ctx.within, "quoted"))
    return stack(
        _attribution(part, quoted)
        if isinstance(part.node, nodes.attribution)
        else write_pair(part, quoted)
        for part in pair.parts
    )


def _attribution(pair: Pair, ctx: PairedContext) -> Markup:
    ctx.seen.add(id(pair))
    once = pair.shape is not Shape.BESIDE
    halves = [
        None
        if node is None or (once and side is Side.TARGET and pair.source is not None)
        else _within(call("attributed", ctx.halves[side].inline(node)), ctx)
        for side in Side
        for node in [pair.side(side)]
    ]
    return call("pair", *halves)


def _item(listed: Pair, item: Pair, at: int, ctx: PairedContext) -> Markup:
    ctx.seen.add(id(item))
    if item.shape is not Shape.NEST or not isinstance(item.node, nodes.list_item):
        ctx.seen.update(id(part) for part in item.walk())
        return _row(item, ctx, lambda side: _slice(listed.side(side), item.side(side), at))
    first, rest = item.parts[0], item.parts[1:]
    ctx.seen.update(id(part) for part in first.walk())
    hanging = replace(ctx, within=(*ctx.within, "hanging"))
    return stack(
        [
            _row(
                item,
                ctx,
                lambda side: _slice(
                    listed.side(side), _only(item.side(side), first.side(side)), at
                ),
            ),
            *(write_pair(part, hanging) for part in rest),
            _unseen(item, hanging),
        ]
    )


def _row(pair: Pair, ctx: PairedContext, part: Callable[[Side], nodes.Node | None]) -> Markup:
    """Return a part of each half, side by side, or once where both are the same."""
    once = pair.shape in (Shape.ONCE, Shape.UNTRANSLATED)
    halves = [
        _within(ctx.halves[side].write(node), ctx)
        if (node := part(side)) is not None and not (once and side is Side.TARGET)
        else None
        for side in Side
    ]
    tight = isinstance(pair.node, nodes.list_item)
    if once:
        function = "untranslated" if pair.shape is Shape.UNTRANSLATED else "once"
        return call(function, halves[0], tight=tight)
    return call("pair", *halves, tight=tight)


def _slice(listed: nodes.Node | None, item: nodes.Node | None, at: int) -> nodes.Node | None:
    """Return a list with one item, which keeps its number."""
    if not isinstance(listed, nodes.Element) or item is None:
        return None
    shell = listed.copy()
    shell["ids"] = []
    if isinstance(listed, nodes.enumerated_list):
        shell["start"] = listed.get("start", 1) + at
    # The item itself stays where it is: writers look at what is around it.
    shell.children = [item]
    return shell


def _only(item: nodes.Node | None, first: nodes.Node | None) -> nodes.Node | None:
    if not isinstance(item, nodes.Element):
        return None
    shell = item.copy()
    shell.children = [] if first is None else [first]
    return shell


_CONTAINERS: tuple[tuple[tuple[type, ...], Callable[[Pair, PairedContext], Markup]], ...] = (
    (
        (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.field_list),
        _items,
    ),
    ((nodes.block_quote,), _quotation),
)


def _half(pair: Pair, side: Side, ctx: PairedContext) -> Markup | None:
    node = pair.side(side)
    return None if node is None else _within(ctx.halves[side].write(node), ctx)


def _within(body: Markup, ctx: PairedContext) -> Markup:
    for function in reversed(ctx.within):
        body = body if body == NOTHING else call(function, body)
    return body


def _beside(source: Markup | None, target: Markup | None) -> Markup:
    if (source or NOTHING) == NOTHING and (target or NOTHING) == NOTHING:
        return NOTHING
    return call("pair", source, target)


def _words(pair: Pair, ctx: PairedContext) -> Markup:
    """Return the text of a block in both languages, as its place in the page asks for."""
    ctx.seen.add(id(pair))
    if pair.shape is Shape.NEST:
        return join(_words(part, ctx) for part in pair.parts)
    halves = [
        None if (node := pair.side(side)) is None else ctx.halves[side].inline(node)
        for side in Side
    ]
    if pair.shape is Shape.UNTRANSLATED:
        return call("untranslated-words", halves[0])
    if pair.shape is not Shape.BESIDE:
        return next(half for half in halves if half is not None)
    node = pair.node
    if _is_caption(node):
        numbers = [numbered_as(node.parent, ctx.halves[side]) for side in Side]
        return call("pair-caption", *halves, numbers=numbers)
    return call("pair-lines" if isinstance(node.parent, nodes.entry) else "pair-words", *halves)


def _is_caption(node: nodes.Node) -> bool:
    around = node.parent
    return isinstance(node, nodes.caption) or (
        isinstance(node, nodes.title) and isinstance(around, nodes.table)
    )


def _unseen(pair: Pair, ctx: PairedContext) -> Markup:
    """Return what only the translation has and no writer of the source's tree came across."""
    missed: list[Pair] = [
        one for one in pair.walk() if one.source is None and id(one) not in ctx.seen
    ]
    ctx.seen.update(map(id, missed))
    return stack(_alone(one, ctx) for one in missed)


def _write(node: nodes.Node, ctx: Context) -> Markup:
    """Write a node in the middle of a paired tree."""
    assert isinstance(ctx, PairedContext)  # noqa: S101 - it is this context's own writer
    pair = ctx.pair_of(node)
    return ctx.halves[Side.SOURCE].write(node) if pair is None else write_pair(pair, ctx)


def _by_node(paired: Pair) -> dict[int, Pair]:
    found: dict[int, Pair] = {}
    for pair in paired.walk():
        found[id(pair.node)] = pair
        if pair.shape is Shape.UNTRANSLATED:
            for inner in pair.node.findall(nodes.TextElement):
                found.setdefault(id(inner), Pair(pair.shape, inner, inner))
    return found


def _counterparts(
    paired: Pair, source: Context, target: Context, found: Mapping[str, str]
) -> dict[str, str]:
    """Return the target's names with the anchors of what they are paired with."""
    labels = {target.name(""): source.name("")}
    for pair in paired.walk():
        if isinstance(pair.source, nodes.Element) and isinstance(pair.target, nodes.Element):
            own: list[str] = pair.source.get("ids", [])
            names = [source.name(identifier) for identifier in own]
            there = next((found[name] for name in names if name in found), None)
            if there:
                labels |= dict.fromkeys(map(target.name, pair.target.get("ids", ())), there)
    return labels


def _own_labels(paired: Pair, body: Markup, target: Context) -> dict[str, str]:
    """Return the target's names that lead to an anchor in its own half."""
    assert isinstance(paired.target, nodes.document)  # noqa: S101 - the caller has checked
    found = labels_in(paired.target, body, target)
    return {name: anchor for name, anchor in found.items() if name != target.name("")}
