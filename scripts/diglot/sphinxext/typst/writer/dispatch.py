"""The table from classes of nodes to their writers, and the anchor and mark that all nodes get."""

from __future__ import annotations

import re

from docutils import nodes

from diglot.sphinxext.transforms.kinds import is_unseen
from diglot.sphinxext.typst.writer import (
    api,
    blocks,
    boxes,
    figures,
    formulas,
    grouped,
    inline,
    inline_code,
    last_blocks,
    listings,
    lists,
    raw,
    references,
    sections,
    tables,
    titles,
)
from diglot.sphinxext.typst.writer.context import Context, Writer, Writers
from diglot.sphinxext.typst.writer.handlers import Handlers, handler_writers
from diglot.sphinxext.typst.writer.languages import in_own_language
from diglot.sphinxext.typst.writer.translator import contents
from diglot.typeset.marks import marked
from diglot.typeset.markup import NOTHING, Markup, call, join

WRITERS: Writers = {
    **inline.WRITERS,
    **inline_code.WRITERS,
    **references.WRITERS,
    **sections.WRITERS,
    **blocks.WRITERS,
    **boxes.WRITERS,
    **lists.WRITERS,
    **tables.WRITERS,
    **figures.WRITERS,
    **listings.WRITERS,
    **formulas.WRITERS,
    **api.WRITERS,
    **raw.WRITERS,
    **titles.WRITERS,
    grouped.last_blocks: last_blocks.write_last_blocks,
}

# Their writers set the anchor themselves: it belongs to a part of them, not before them.
_SET_THEIR_ANCHOR = (
    nodes.document,
    nodes.section,
    nodes.title,
    nodes.figure,
    nodes.table,
    nodes.math_block,
    nodes.list_item,
    nodes.term,
    nodes.footnote,
    nodes.footnote_reference,
)
_ANCHOR = re.compile(r'(?:\.anchor\(|\.(?:pair-)?note\(|name: )"((?:[^"\\]|\\.)*)"')


def write_node(node: nodes.Node, ctx: Context) -> Markup:
    """Return any node as Typst code, with its anchor and, for a block, the mark of its line."""
    return _marked(node, in_own_language(node, _writer_of(node, ctx)(node, ctx), ctx), ctx)


def is_known(node: nodes.Node) -> bool:
    """Return whether diglot writes a node by itself."""
    return _stock_writer(node) is not None


def has_handler(node: nodes.Node, ctx: Context) -> bool:
    """Return whether another extension writes a node (`app.add_node` with ``typst=…``)."""
    return _extension_writer(node, ctx) is not None


def extension_writers(handlers: Handlers) -> dict[str, Writer]:
    """Return the writers of the nodes that other extensions have handlers for."""
    return handler_writers(handlers, _write_stock, _write_unhandled)


def _writer_of(node: nodes.Node, ctx: Context) -> Writer:
    return _extension_writer(node, ctx) or _stock_writer(node) or raw.unknown


def _extension_writer(node: nodes.Node, ctx: Context) -> Writer | None:
    """Return what an extension gave for the class of a node or the nearest of its bases.

    A base that diglot knows comes before those behind it.
    """
    for kind in type(node).__mro__ if ctx.extensions else ():
        if kind.__name__ in ctx.extensions:
            return ctx.extensions[kind.__name__]
        if kind in WRITERS:
            return None
    return None


def _stock_writer(node: nodes.Node) -> Writer | None:
    if isinstance(node, nodes.container) and node.get("literal_block"):
        return listings.captioned_listing
    if is_unseen(node):
        return WRITERS.get(type(node), blocks.skipped)
    for kind in type(node).__mro__:
        # What is derived from a comment is there to be seen; see `transforms.kinds`.
        if kind in WRITERS and kind is not nodes.comment:
            return WRITERS[kind]
    # Boxes of extensions, such as sphinx.ext.todo's, are admonitions by their base.
    return boxes.admonition if isinstance(node, nodes.Admonition) else None


def _write_stock(node: nodes.Node, ctx: Context) -> Markup:
    return (_stock_writer(node) or raw.unknown)(node, ctx)


def _write_unhandled(node: nodes.Element, ctx: Context) -> Markup:
    return (_stock_writer(node) or contents)(node, ctx)


def _marked(node: nodes.Node, body: Markup, ctx: Context) -> Markup:
    if not isinstance(node, nodes.Element):
        return body
    if isinstance(node, (nodes.Inline, nodes.target)) or not _is_block(node):
        return _anchored(node, body, ctx)
    return marked(_anchored(node, body, ctx), ctx.path, node.line)


def _is_block(node: nodes.Element) -> bool:
    return not isinstance(node.parent, nodes.TextElement)


def _anchored(node: nodes.Element, body: Markup, ctx: Context) -> Markup:
    if ctx.extensions and has_handler(node, ctx):
        return _anchored_if_missing(node, body, ctx)
    sets_its_anchor = isinstance(node, _SET_THEIR_ANCHOR) or (
        isinstance(node, nodes.container) and node.get("literal_block")
    )
    return body if sets_its_anchor else after_anchor(node, body, ctx)


def _anchored_if_missing(node: nodes.Element, body: Markup, ctx: Context) -> Markup:
    """Return what a handler wrote; after an anchor where it sets none for the node's ids."""
    # A heading sets the anchor of its section.
    is_heading = isinstance(node, nodes.title) and isinstance(node.parent, nodes.section)
    owner = node.parent if is_heading else node
    anchored = ctx.label_of(owner) in anchors_in(body)
    return body if anchored else after_anchor(owner, body, ctx)


def after_anchor(node: nodes.Element, body: Markup, ctx: Context) -> Markup:
    """Return `body` after the anchor of a node; as it is where the node has no id."""
    label = ctx.label_of(node)
    if label is None:
        return body
    anchor = call("anchor", label)
    return anchor if body == NOTHING else join([anchor, body])


def anchors_in(body: Markup) -> set[str]:
    """Return the labels of all anchors that a piece of Typst code sets."""
    return {label.replace("\\\\", "\\").replace('\\"', '"') for label in _ANCHOR.findall(body)}
