"""The writer of parallel text: the writers of other handouts, with a context of two languages.

A container is written once, by the function that writes it in any handout; what that asks its
context for comes back in two languages. So a box holds pairs of paragraphs, and a cell of a table
both texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from docutils import nodes

from diglot.sphinxext.parallel.interleave import Pair, Shape, Side, same_shell
from diglot.sphinxext.parallel.typst import lists, notes
from diglot.sphinxext.parallel.typst.context import PairedContext, beside
from diglot.sphinxext.parallel.typst.drawings import smallest_words_of
from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.dispatch import after_anchor, has_handler, write_node
from diglot.sphinxext.typst.writer.document import (
    TypstDocument,
    headings_in,
    labels_in,
    source_of,
)
from diglot.sphinxext.typst.writer.fitted_pictures import with_end
from diglot.typeset.markup import NOTHING, Markup, call, stack


def write_paired_document(paired: Pair, source: Context, target: Context) -> TypstDocument:
    """Return the Typst source of a document in two languages.

    `source` and `target` are the contexts in which each side would be written alone; both
    doctrees have been prepared. The target's labels begin with a prefix of their own.
    """
    assert isinstance(paired.source, nodes.document)  # noqa: S101 - documents have no other sides
    assert isinstance(paired.target, nodes.document)  # noqa: S101
    sides: dict[Side, Context] = {}
    footnotes = notes.Notes(
        sides,
        notes.find_other_sides(paired),
        notes.addresses_of(paired.source),
    )
    sides[Side.SOURCE] = replace(source, writer=footnotes.writer(Side.SOURCE))
    sides[Side.TARGET] = replace(target, writer=footnotes.writer(Side.TARGET))
    ctx = PairedContext(
        **{name: getattr(source, name) for name in source.__dataclass_fields__ if name != "writer"},
        writer=_write,
        pairs=_by_node(paired),
        sides=sides,
        written=set(),
    )
    written = [call("anchor", source.label("")), ctx.blocks(paired.source)]
    body = with_end(stack([*written, _write_rest(paired, ctx)]), source)
    source_labels = labels_in(paired.source, body, source)
    labels = {
        **_labels_by_pair(paired, source, target, source_labels),
        **_own_labels(paired, body, target),
    }
    return TypstDocument(
        source_of(body, source), {**labels, **source_labels}, headings_in(body, ctx)
    )


def _write_pair(pair: Pair, ctx: PairedContext) -> Markup:
    """Return a pair of blocks as Typst code."""
    ctx.written.add(id(pair))
    if pair.shape is Shape.NEST:
        return stack([_nest(pair, ctx), _write_rest(pair, ctx)])
    if pair.shape is Shape.ALONE:
        return _alone(pair, ctx)
    if pair.shape is not Shape.ONCE and isinstance(pair.source, _HEADS):
        return write_node(pair.source, ctx)
    if pair.shape is Shape.BESIDE:
        sides = [ctx.write_side(pair.side(side), side) for side in Side]
        small = smallest_words_of(pair, ctx)
        return call("pair-drawings", *sides, words=small) if small else beside(pair, *sides)
    body = ctx.indent(ctx.sides[Side.SOURCE].write(pair.node))
    if pair.shape is Shape.ONCE or body == NOTHING or ctx.in_cell:
        return body
    return call("untranslated", body, wide=isinstance(pair.node, _WIDE))


# These are one thing on the page, which holds both texts: a heading, the title of a box.
_HEADS = (nodes.title, nodes.rubric, nodes.caption, nodes.subtitle)
# These are too wide for a column.
_WIDE = (nodes.table, nodes.figure, nodes.container, nodes.Admonition, nodes.topic)


def _alone(pair: Pair, ctx: PairedContext) -> Markup:
    """A block of one language, in its column; sections and headings go across."""
    side = Side.TARGET if pair.source is None else Side.SOURCE
    body = ctx.write_side(pair.node, side)
    if isinstance(pair.node, (nodes.section, *_HEADS)):
        return body or NOTHING
    return beside(pair, None, body) if side is Side.TARGET else beside(pair, body, None)


# Short, and their lines belong together: each language has one of its own.
_WHOLE = (nodes.line_block, nodes.option_list, nodes.docinfo)
# Containers that are divided into rows; all others hold their pairs as they are.
_IN_ROWS: tuple[tuple[tuple[type, ...], Callable[[Pair, PairedContext], Markup]], ...] = (
    ((nodes.bullet_list, nodes.enumerated_list, nodes.field_list), lists.items),
    ((nodes.definition_list,), lists.definitions),
    ((nodes.block_quote,), lists.quotation),
)


def _nest(pair: Pair, ctx: PairedContext) -> Markup:
    if isinstance(pair.node, _WHOLE):
        ctx.written.update(id(part) for part in pair.walk())
        return beside(pair, *(ctx.write_side(pair.side(side), side) for side in Side))
    if has_handler(pair.node, ctx):
        return _handled(pair, ctx)
    node = pair.node
    for kinds, write in _IN_ROWS:
        if isinstance(node, nodes.Element) and isinstance(node, kinds):
            # What stands before a list, such as an index entry, leads to it.
            return after_anchor(node, write(pair, ctx), ctx)
    return write_node(pair.node, ctx)


def _handled(pair: Pair, ctx: PairedContext) -> Markup:
    """Return a container that another extension writes.

    It is written once, around both languages; but once for each language where its handler leaves
    out the children, or where its own attributes differ, of which the handler sees one language.
    """
    if same_shell(pair.source, pair.target):
        body = write_node(pair.node, ctx)
        if all(id(part) in ctx.written for part in pair.parts if part.target is not None):
            return body
    ctx.written.update(id(part) for part in pair.walk())
    return beside(pair, *(ctx.write_side(pair.side(side), side) for side in Side))


def _write_rest(pair: Pair, ctx: PairedContext) -> Markup:
    """Return what only the target has and no writer has come across, as they walk the source."""
    rest: list[Pair] = [
        part for part in pair.walk() if part.source is None and id(part) not in ctx.written
    ]
    ctx.written.update(map(id, rest))
    return stack(_alone(part, ctx) for part in rest)


def _write(node: nodes.Node, ctx: Context) -> Markup:
    """Write a node of a paired tree."""
    assert isinstance(ctx, PairedContext)  # noqa: S101 - it is this context's own writer
    pair = ctx.pair_of(node)
    return ctx.sides[Side.SOURCE].write(node) if pair is None else _write_pair(pair, ctx)


def _by_node(paired: Pair) -> dict[int, Pair]:
    pairs: dict[int, Pair] = {}
    for pair in paired.walk():
        pairs[id(pair.node)] = pair
        if pair.shape is Shape.UNTRANSLATED:
            for inner in pair.node.findall(nodes.TextElement):
                pairs.setdefault(id(inner), Pair(pair.shape, inner, inner))
    return pairs


def _labels_by_pair(
    paired: Pair, source: Context, target: Context, source_labels: Mapping[str, str]
) -> dict[str, str]:
    """Return the target's labels with the anchors of the source's nodes they are paired with."""
    labels = {target.label(""): source.label("")}
    for pair in paired.walk():
        if isinstance(pair.source, nodes.Element) and isinstance(pair.target, nodes.Element):
            own: list[str] = pair.source.get("ids", [])
            names = [source.label(identifier) for identifier in own]
            anchors = (source_labels[name] for name in names if name in source_labels)
            if anchor := next(anchors, None):
                labels |= dict.fromkeys(map(target.label, pair.target.get("ids", ())), anchor)
    return labels


def _own_labels(paired: Pair, body: Markup, target: Context) -> dict[str, str]:
    """Return the target's labels that lead to an anchor on its own side."""
    assert isinstance(paired.target, nodes.document)  # noqa: S101 - the caller has checked
    labels = labels_in(paired.target, body, target)
    return {name: anchor for name, anchor in labels.items() if name != target.label("")}
