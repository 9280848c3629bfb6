"""What is done to a resolved doctree before it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from docutils import nodes

from diglot.core.language import Language
from diglot.sphinxext.typst.writer import runs
from diglot.sphinxext.typst.writer.scripts import script_of
from diglot.sphinxext.typst.writer.titles import divide_titles, give_spaces_to_pictures

# Blocks that write an anchor for their ids.
_TAKES_IDS = (
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
)


def prepare(doctree: nodes.document, language: Language) -> None:
    """Move ids to nodes that keep their place, join lines and mark runs in another script.

    Titles of a document in `language` are divided into what stays on a line.
    """
    _move_ids_out_of_headings(doctree)
    _move_ids_off_targets(doctree)
    give_spaces_to_pictures(doctree)
    runs.prepare_text(doctree, script_of(language), language.direction)
    divide_titles(doctree, is_chinese=language.is_chinese)


def _move_ids_out_of_headings(doctree: nodes.document) -> None:
    """Give the ids within a heading to its section.

    A heading is set again in the contents and at the head of pages; its anchors must not be.
    """
    for title in doctree.findall(nodes.title):
        if isinstance(title.parent, nodes.section):
            for node in title.findall(nodes.Element):
                if (
                    node is not title
                    and node["ids"]
                    and not isinstance(node, nodes.footnote_reference)
                ):
                    title.parent["ids"] = [*title.parent["ids"], *node["ids"]]
                    node["ids"] = []


def _move_ids_off_targets(doctree: nodes.document) -> None:
    """Give the ids of a target between blocks to the block after it.

    An anchor between two blocks may stay behind at the foot of a page; the block does not.
    """
    for target in list(doctree.findall(nodes.target)):
        above = target.parent
        if above is None or isinstance(above, nodes.TextElement) or not target["ids"]:
            continue
        after = above.children[above.index(target) + 1 :]
        next_block = next((node for node in after if isinstance(node, _TAKES_IDS)), None)
        if isinstance(next_block, nodes.Element):
            next_block["ids"] = [*next_block["ids"], *target["ids"]]
            target["ids"] = []


def find_footnotes(doctree: nodes.Element) -> tuple[dict[str, nodes.footnote], frozenset[int]]:
    """Return the footnotes that the text refers to, by id, and the `id()` of their first marks.

    Typst places a footnote where its first mark is, so the note is written there.
    """
    notes: dict[str, nodes.footnote] = {}
    for note in doctree.findall(nodes.footnote):
        notes.update(dict.fromkeys(note["ids"], note))
    first: dict[str, nodes.footnote_reference] = {}
    for mark in doctree.findall(nodes.footnote_reference):
        identifier = mark.get("refid", "")
        if identifier in notes and not _inside_unmarked(mark, first):
            first.setdefault(identifier, mark)
    referred = {identifier: notes[identifier] for identifier in first}
    return referred, frozenset(id(mark) for mark in first.values())


def repeated_addresses(doctree: nodes.Element, most: int = 1) -> frozenset[str]:
    """Return the addresses on the web that more than `most` links of a section lead to.

    They may be on one page, where a note says them once.
    """
    found: Counter[tuple[int, str]] = Counter()
    for link in doctree.findall(nodes.reference):
        address = link.get("refuri", "")
        if "://" in address:
            found[_section_of(link), address] += 1
    return frozenset(address for (_, address), count in found.items() if count > most)


def _section_of(node: nodes.Element) -> int:
    """Return the `id()` of the innermost section that a node is in."""
    above = node.parent
    while above.parent is not None and not isinstance(above, nodes.section):
        above = above.parent
    return id(above)


def _inside_unmarked(
    mark: nodes.footnote_reference, first: Mapping[str, nodes.footnote_reference]
) -> bool:
    """Whether a mark is not printed as one.

    It may stand in code, or in a footnote that nothing in the text refers to.
    """
    above = mark.parent
    while above is not None:
        if isinstance(above, nodes.FixedTextElement):
            return True
        if isinstance(above, nodes.footnote):
            return not any(identifier in first for identifier in above["ids"])
        above = above.parent
    return False
