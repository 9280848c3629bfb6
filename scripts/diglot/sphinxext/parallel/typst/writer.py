"""The writer of parallel text: the same functions, with both languages where they ask for text.

A container is written once, by the function that writes it in any handout; what it asks its
context for comes back in two languages. So a box holds pairs of paragraphs, and a table's cell
both of its texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from docutils import nodes

from diglot.sphinxext.parallel.interleave import Pair, Shape, Side, same_shell
from diglot.sphinxext.parallel.typst import lists, notes
from diglot.sphinxext.parallel.typst.context import PairedContext, beside
from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.dispatch import has_handler, write_node
from diglot.sphinxext.typst.writer.document import Written, labels_in, source_of
from diglot.typeset.markup import NOTHING, Markup, call, stack


def write_paired_document(paired: Pair, source: Context, target: Context) -> Written:
    """Return the Typst source of a document in two languages.

    `source` and `target` are the contexts in which each half would be written alone; both
    doctrees have been prepared for the writer. The target's names begin with its prefix.
    """
    assert isinstance(paired.source, nodes.document)  # noqa: S101 - documents have no other halves
    assert isinstance(paired.target, nodes.document)  # noqa: S101
    halves: dict[Side, Context] = {}
    footnotes = notes.Notes(
        halves,
        notes.counterparts(paired),
        notes.addresses_of(paired.source),
    )
    halves[Side.SOURCE] = replace(source, writer=footnotes.writer(Side.SOURCE))
    halves[Side.TARGET] = replace(target, writer=footnotes.writer(Side.TARGET))
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


def _write_pair(pair: Pair, ctx: PairedContext) -> Markup:
    """Return a pair of blocks as Typst code."""
    ctx.seen.add(id(pair))
    if pair.shape is Shape.NEST:
        return stack([_nest(pair, ctx), _unseen(pair, ctx)])
    if pair.shape is Shape.ALONE:
        return _alone(pair, ctx)
    if pair.shape is not Shape.ONCE and isinstance(pair.source, _HEADS):
        return write_node(pair.source, ctx)
    if pair.shape is Shape.BESIDE:
        return beside(pair, *(ctx.half(pair.side(side), side) for side in Side))
    body = ctx.placed(ctx.halves[Side.SOURCE].write(pair.node))
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
    body = ctx.half(pair.node, side)
    if isinstance(pair.node, (nodes.section, *_HEADS)):
        return body or NOTHING
    halves = (None, body) if side is Side.TARGET else (body, None)
    return beside(pair, *halves)


# Short wholes whose lines would lose each other: each language has one of its own.
_WHOLE = (nodes.line_block, nodes.option_list, nodes.docinfo)
# Containers that come apart into rows; all others hold their pairs as they are.
_IN_ROWS: tuple[tuple[tuple[type, ...], Callable[[Pair, PairedContext], Markup]], ...] = (
    ((nodes.bullet_list, nodes.enumerated_list, nodes.field_list), lists.items),
    ((nodes.definition_list,), lists.definitions),
    ((nodes.block_quote,), lists.quotation),
)


def _nest(pair: Pair, ctx: PairedContext) -> Markup:
    if isinstance(pair.node, _WHOLE):
        ctx.seen.update(id(part) for part in pair.walk())
        return beside(pair, *(ctx.half(pair.side(side), side) for side in Side))
    if has_handler(pair.node, ctx):
        return _handled(pair, ctx)
    for kinds, write in _IN_ROWS:
        if isinstance(pair.node, kinds):
            return write(pair, ctx)
    return write_node(pair.node, ctx)


def _handled(pair: Pair, ctx: PairedContext) -> Markup:
    """Return a container that another extension writes.

    It is written once, around both languages; but once for each language where its handler leaves
    out the children, or where its own attributes differ, of which the handler sees one language.
    """
    if same_shell(pair.source, pair.target):
        body = write_node(pair.node, ctx)
        if all(id(part) in ctx.seen for part in pair.parts if part.target is not None):
            return body
    ctx.seen.update(id(part) for part in pair.walk())
    return beside(pair, *(ctx.half(pair.side(side), side) for side in Side))


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
    return ctx.halves[Side.SOURCE].write(node) if pair is None else _write_pair(pair, ctx)


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
