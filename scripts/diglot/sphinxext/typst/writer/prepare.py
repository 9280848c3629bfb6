"""Doctrees made ready to be written: anchors in place, breaks resolved, footnotes found."""

from __future__ import annotations

from collections.abc import Mapping

from docutils import nodes

from diglot.sphinxext.typst.writer import runs


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
