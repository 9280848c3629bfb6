"""The context of parallel text: what writers ask it for comes back in two languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from docutils import nodes

from diglot.sphinxext.parallel.interleave import Pair, Shape, Side
from diglot.sphinxext.typst.writer.context import Context, page_break_option
from diglot.sphinxext.typst.writer.numbers import numbered_as
from diglot.typeset.markup import NOTHING, Markup, call, join, stack


@dataclass(frozen=True, kw_only=True)
class PairedContext(Context):
    """Where a node of the source's doctree stands, and its translation in the target's.

    Taken as a Context it is that of the source.
    """

    pairs: Mapping[int, Pair]
    """The pairs by the `id()` of their nodes (`Pair.node`)."""
    sides: Mapping[Side, Context]
    """The contexts in which one language is written alone."""
    written: set[int]
    """The `id()` of each pair that has been written. It is filled on the way, so that what no
    writer of the source's tree has come across can be found (see `writer._write_rest`)."""
    indents: tuple[str, ...] = ()
    """The functions of the theme that indent each side here, such as later blocks of an item."""

    def inside(
        self,
        *,
        depth: int | None = None,
        plain: bool | None = None,
        in_note: bool | None = None,
        in_cell: bool | None = None,
        addresses: dict[str, int] | None = None,
    ) -> PairedContext:
        """Return the context of a part of the document, for both languages."""
        sides = {
            side: ctx.inside(
                depth=depth, plain=plain, in_note=in_note, in_cell=in_cell, addresses=addresses
            )
            for side, ctx in self.sides.items()
        }
        own = sides[Side.SOURCE]
        return replace(
            self,
            sides=sides,
            depth=own.depth,
            plain=own.plain,
            in_note=own.in_note,
            in_cell=own.in_cell,
            addresses=own.addresses,
        )

    def indented(self, function: str) -> PairedContext:
        """Return the context of blocks that a function of the theme indents, on each side."""
        return replace(self, indents=(*self.indents, function))

    def inline(self, children: Iterable[nodes.Node] | nodes.Node) -> Markup:
        """Return nodes as one run of text; the text of a block comes in both languages."""
        pair = self.pair_of(children)
        return super().inline(children) if pair is None else self.inline_pair(pair)

    def each_written(
        self, children: Iterable[nodes.Node] | nodes.Node
    ) -> list[tuple[nodes.Node, Markup]]:
        """Return each node with what is written of it and of its translation, in order."""
        pair = self.pair_of(children)
        if pair is None or pair.shape is not Shape.NEST:
            return super().each_written(children)
        return [(part.node, self.write(part.node)) for part in pair.parts]

    def legend_of(self, table: nodes.table, notes: Sequence[nodes.Node]) -> Markup | None:
        """Return what stands under a table, and there, once, that cells are not translated.

        In a narrow cell those words would be wider than what it says.
        """
        legend = super().legend_of(table, notes)
        cells = (
            text for entry in table.findall(nodes.entry) for text in entry.findall(nodes.Element)
        )
        pairs = (pair for cell in cells if (pair := self.pair_of(cell)) is not None)
        if not any(pair.shape is Shape.UNTRANSLATED for pair in pairs):
            return legend
        mark = call("untranslated-mark")
        return mark if legend is None else stack([legend, mark])

    def text(self, node: nodes.Node) -> str:
        """Return what is printed of a node, each language on lines of its own."""
        pair = self.pair_of(node)
        if pair is None or pair.shape in (Shape.ONCE, Shape.UNTRANSLATED):
            return super().text(node)
        if pair.shape is Shape.NEST:
            return "\n".join(self.text(part.node) for part in pair.parts)
        sides = (pair.source, pair.target)
        return "\n".join(node.astext() for node in sides if node is not None)

    def printed(self, node: nodes.Element) -> Sequence[nodes.Element]:
        """Return what is printed of a node: each side of it."""
        return [side for side, _ctx in self.sides_of(node)]

    def pair_of(self, what: Iterable[nodes.Node] | nodes.Node) -> Pair | None:
        """Return the pair that a node is one side of, if there is one."""
        return self.pairs.get(id(what)) if isinstance(what, nodes.Element) else None

    def sides_of(self, node: nodes.Element) -> list[tuple[nodes.Element, Context]]:
        """Return both sides of a node, each with its context; one where both are the same."""
        pair = self.pair_of(node)
        if pair is None or pair.shape in (Shape.ONCE, Shape.UNTRANSLATED):
            return [(node, self.sides[Side.SOURCE])]
        sides = ((pair.side(side), ctx) for side, ctx in self.sides.items())
        return [(own, ctx) for own, ctx in sides if isinstance(own, nodes.Element)]

    def write_side(self, node: nodes.Node | None, side: Side) -> Markup | None:
        """Return a node as its side writes it, indented as it is here; None for no node."""
        return None if node is None else self.indent(self.sides[side].write(node))

    def indent(self, body: Markup) -> Markup:
        """Return one side of what stands here, indented."""
        for function in reversed(self.indents):
            body = body if body == NOTHING else call(function, body)
        return body

    def inline_pair(self, pair: Pair) -> Markup:
        """Return the text of a block in both languages, as its place on the page asks for it."""
        self.written.add(id(pair))
        if pair.shape is Shape.NEST:
            return join(self.inline_pair(part) for part in pair.parts)
        texts = [
            None if (node := pair.side(side)) is None else self.sides[side].inline(node)
            for side in Side
        ]
        if pair.shape is Shape.UNTRANSLATED and not self.in_cell:
            kind = "heading" if _is_heading(pair.node) else "words"
            return call(f"untranslated-{kind}", texts[0])
        if pair.shape is not Shape.BESIDE:
            return next(text for text in texts if text is not None)
        if _is_caption(pair.node):
            numbers = [numbered_as(pair.node.parent, ctx) for ctx in self.sides.values()]
            return call("pair-caption", *texts, numbers=numbers)
        narrow = isinstance(pair.node.parent, nodes.entry)
        return call("pair-lines" if narrow else "pair-words", *texts)


def beside(pair: Pair, source: Markup | None, target: Markup | None) -> Markup:
    """Return the two sides of a pair, which have been written, beside each other."""
    if (source or NOTHING) == NOTHING and (target or NOTHING) == NOTHING:
        return NOTHING
    options = {"tight": True} if isinstance(pair.node, nodes.list_item) else {}
    if all(
        page_break_option(node)
        for node in (pair.source, pair.target)
        if isinstance(node, nodes.Element)
    ):
        options["breaks"] = False
    return call("pair", source, target, **options)


def _is_heading(node: nodes.Node) -> bool:
    return isinstance(node, nodes.title) and isinstance(node.parent, nodes.section)


def _is_caption(node: nodes.Node) -> bool:
    is_title = isinstance(node, nodes.title) and isinstance(node.parent, nodes.table)
    return is_title or isinstance(node, nodes.caption)
