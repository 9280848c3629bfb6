"""The context of parallel text: what a writer's functions ask for comes back in two languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from docutils import nodes

from diglot.sphinxext.parallel.interleave import Pair, Shape, Side
from diglot.sphinxext.typst.writer.context import Context, breaks
from diglot.sphinxext.typst.writer.numbers import numbered_as
from diglot.typeset.markup import NOTHING, Markup, call, join, stack


@dataclass(frozen=True, kw_only=True)
class PairedContext(Context):
    """The surroundings of a node of the source's tree and of its counterpart.

    As a Context it is the source's own. `pairs` are by the `id()` of their blocks, `halves`
    write one language each, `seen` collects the `id()` of the pairs that were written, `within`
    names the theme's functions that set in each half here, such as the later blocks of an item.
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

    def set_in(self, function: str) -> PairedContext:
        """Return the context of blocks that a function of the theme sets in, in each half."""
        return replace(self, within=(*self.within, function))

    def inline(self, children: Iterable[nodes.Node] | nodes.Node) -> Markup:
        """Return nodes as one run of text; the text of a block comes in both languages."""
        pair = self.pair_of(children)
        return super().inline(children) if pair is None else self.words(pair)

    def blocks(self, children: Iterable[nodes.Node] | nodes.Node) -> Markup:
        """Return nodes one under another, each with its counterpart."""
        pair = self.pair_of(children)
        if pair is None or pair.shape is not Shape.NEST:
            return super().blocks(children)
        return stack(self.write(part.node) for part in pair.parts)

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

    def half(self, node: nodes.Node | None, side: Side) -> Markup | None:
        """Return a node as one language writes it, set in as it is here; None for no node."""
        return None if node is None else self.placed(self.halves[side].write(node))

    def placed(self, body: Markup) -> Markup:
        """Return a half of what stands here, set in."""
        for function in reversed(self.within):
            body = body if body == NOTHING else call(function, body)
        return body

    def words(self, pair: Pair) -> Markup:
        """Return the text of a block in both languages, as its place on the page asks for."""
        self.seen.add(id(pair))
        if pair.shape is Shape.NEST:
            return join(self.words(part) for part in pair.parts)
        halves = [
            None if (node := pair.side(side)) is None else self.halves[side].inline(node)
            for side in Side
        ]
        if pair.shape is Shape.UNTRANSLATED:
            kind = "heading" if _is_heading(pair.node) else "words"
            return call(f"untranslated-{kind}", halves[0])
        if pair.shape is not Shape.BESIDE:
            return next(half for half in halves if half is not None)
        if _is_caption(pair.node):
            numbers = [numbered_as(pair.node.parent, half) for half in self.halves.values()]
            return call("pair-caption", *halves, numbers=numbers)
        narrow = isinstance(pair.node.parent, nodes.entry)
        return call("pair-lines" if narrow else "pair-words", *halves)


def beside(pair: Pair, source: Markup | None, target: Markup | None) -> Markup:
    """Return what was written of the halves of a pair, beside each other."""
    if (source or NOTHING) == NOTHING and (target or NOTHING) == NOTHING:
        return NOTHING
    options = {"tight": True} if isinstance(pair.node, nodes.list_item) else {}
    if all(breaks(half) for half in (pair.source, pair.target) if isinstance(half, nodes.Element)):
        options["breaks"] = False
    return call("pair", source, target, **options)


def _is_heading(node: nodes.Node) -> bool:
    return isinstance(node, nodes.title) and isinstance(node.parent, nodes.section)


def _is_caption(node: nodes.Node) -> bool:
    around = node.parent
    return isinstance(node, nodes.caption) or (
        isinstance(node, nodes.title) and isinstance(around, nodes.table)
    )
