"""The writer: one table from kinds of nodes to functions, and a document as Typst source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from docutils import nodes

from diglot.sphinxext.typst.writer import (
    api,
    blocks,
    closing,
    figures,
    inline,
    lists,
    raw,
    references,
    runs,
    tables,
)
from diglot.sphinxext.typst.writer.context import Context, Table, Writer
from diglot.typeset.marks import marked
from diglot.typeset.markup import NOTHING, THEME, Markup, call, join, stack

WRITERS: Table = {
    **inline.TABLE,
    **references.TABLE,
    **blocks.TABLE,
    **lists.TABLE,
    **tables.TABLE,
    **figures.TABLE,
    **api.TABLE,
    **raw.TABLE,
    closing.closing: closing.kept_together,
}

# These name their own anchors: it belongs to a part of them, not before them.
_NAME_THEMSELVES = (
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


@dataclass(frozen=True, slots=True)
class Written:
    """A document as Typst source; `labels` are all names that lead to an anchor in it."""

    source: str
    labels: Mapping[str, str]


def write_document(doctree: nodes.document, ctx: Context) -> Written:
    """Return the Typst source of a resolved doctree, which is changed on the way."""
    body = stack([call("anchor", ctx.name("")), ctx.blocks(doctree)])
    return Written(source_of(body, ctx), labels_in(doctree, body, ctx))


def source_of(body: Markup, ctx: Context) -> str:
    """Return the Typst source that holds what was written of a document."""
    return (
        f"// Made by diglot from {ctx.path}; changes to this file are lost.\n"
        f'#import "/theme.typ" as {THEME}\n#{body}\n'
    )


def write_node(node: nodes.Node, ctx: Context) -> Markup:
    """Return any node as Typst code, under its mark and after its anchor."""
    if isinstance(node, nodes.container) and node.get("literal_block"):
        return _placed(node, figures.captioned_listing(node, ctx), ctx)
    return _placed(node, _writer_of(node)(node, ctx), ctx)


def _writer_of(node: nodes.Node) -> Writer:
    for kind in type(node).__mro__:
        if kind in WRITERS:
            return WRITERS[kind]
    # Boxes of extensions, such as sphinx.ext.todo's, are admonitions by their base.
    return blocks.admonition if isinstance(node, nodes.Admonition) else raw.unknown


def _placed(node: nodes.Node, body: Markup, ctx: Context) -> Markup:
    if not isinstance(node, nodes.Element):
        return body
    if isinstance(node, (nodes.Inline, nodes.target)) or not _is_block(node):
        return _anchored(node, body, ctx)
    return marked(_anchored(node, body, ctx), ctx.path, node.line)


def _is_block(node: nodes.Element) -> bool:
    return not isinstance(node.parent, nodes.TextElement)


def _anchored(node: nodes.Element, body: Markup, ctx: Context) -> Markup:
    names_itself = isinstance(node, _NAME_THEMSELVES) or (
        isinstance(node, nodes.container) and node.get("literal_block")
    )
    if names_itself or not node.get("ids"):
        return body
    anchor = call("anchor", ctx.name(node["ids"][0]))
    return anchor if body == NOTHING else join([anchor, body])


def labels_in(doctree: nodes.document, body: Markup, ctx: Context) -> dict[str, str]:
    """Return every id of the document with the anchor that was written for it, if one was."""
    written = {name.replace("\\\\", "\\").replace('\\"', '"') for name in _ANCHOR.findall(body)}
    found = {ctx.name(""): ctx.name("")}
    for node in doctree.findall(nodes.Element):
        identifiers: list[str] = node.get("ids", [])
        names = [ctx.name(one) for one in identifiers]
        anchor = next((name for name in names if name in written), None)
        if anchor:
            found |= dict.fromkeys(names, anchor)
    return found


def prepare(doctree: nodes.document, script: str) -> None:
    """Make a doctree ready to be written: anchors in place, breaks resolved, scripts marked."""
    _settle_headings(doctree)
    _settle_targets(doctree)
    runs.prepare(doctree, script)


def _settle_headings(doctree: nodes.document) -> None:
    """Give the ids within a heading to its section.

    A heading is set again in the contents and at the head of pages; its anchors must not be.
    """
    for title in doctree.findall(nodes.title):
        if isinstance(title.parent, nodes.section):
            for node in title.findall(nodes.Element):
                if node is not title and node["ids"] and not _is_mark(node):
                    title.parent["ids"] = [*title.parent["ids"], *node["ids"]]
                    node["ids"] = []


def _is_mark(node: nodes.Element) -> bool:
    return isinstance(node, nodes.footnote_reference)


def _settle_targets(doctree: nodes.document) -> None:
    """Give the ids of a target between blocks to the block after it.

    An anchor between two blocks may stay behind at the foot of a page; the block does not.
    """
    for target in list(doctree.findall(nodes.target)):
        above = target.parent
        if above is None or isinstance(above, nodes.TextElement) or not target["ids"]:
            continue
        after = above.children[above.index(target) + 1 :]
        heir = next((one for one in after if _takes_ids(one)), None)
        if isinstance(heir, nodes.Element):
            heir["ids"] = [*heir["ids"], *target["ids"]]
            target["ids"] = []


def _takes_ids(node: nodes.Node) -> bool:
    return isinstance(
        node,
        (
            nodes.section,
            nodes.paragraph,
            nodes.figure,
            nodes.table,
            nodes.math_block,
            nodes.literal_block,
            nodes.Admonition,
            nodes.block_quote,
            nodes.container,
            nodes.rubric,
        ),
    )


def first_marks(doctree: nodes.document) -> tuple[dict[str, nodes.footnote], frozenset[int]]:
    """Return the footnotes that a mark in the text brings along, and those marks."""
    notes: dict[str, nodes.footnote] = {}
    for note in doctree.findall(nodes.footnote):
        notes.update(dict.fromkeys(note["ids"], note))
    first: dict[str, nodes.footnote_reference] = {}
    for mark in doctree.findall(nodes.footnote_reference):
        identifier = mark.get("refid", "")
        if identifier in notes and not _inside_unmarked(mark, first):
            first.setdefault(identifier, mark)
    marked_notes = {one: notes[one] for one in first}
    return marked_notes, frozenset(id(mark) for mark in first.values())


def _inside_unmarked(
    mark: nodes.footnote_reference, first: Mapping[str, nodes.footnote_reference]
) -> bool:
    """Whether a mark stands in a footnote that nothing in the text refers to."""
    above = mark.parent
    while above is not None:
        if isinstance(above, nodes.footnote):
            return not any(one in first for one in above["ids"])
        above = above.parent
    return False
