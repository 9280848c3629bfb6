"""What a handout needs of documents that it does not hold: the parts that its text refers to.

They are printed at its end, so that a note that says "see Sources" leads to a page of the same PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.handouts.handout import Handout
from diglot.sphinxext.typst.writer.addresses import TARGET_SIGN

WHOLE: Set[str] = frozenset({""})
"""Names a document as a whole, where ids name parts of it."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a document in the appendix of a handout."""

    handout: str
    docname: str
    identifiers: frozenset[str]
    """The ids that the handout refers to, or `WHOLE`."""

    @property
    def name(self) -> str:
        """The name of its Typst source; no document has one like it."""
        return f"{self.handout}:{self.docname}"


def excerpts_of(
    handout: Handout, docnames: Sequence[str], references: Mapping[str, Sequence[str]]
) -> Iterator[Excerpt]:
    """Yield what a handout of `docnames` prints of the documents in its appendix.

    `references` are the labels that each document refers to (`references_in`).
    """
    wanted: dict[str, set[str]] = {}
    for label in (label for docname in docnames for label in references.get(docname, ())):
        docname, _, identifier = label.partition("#")
        wanted.setdefault(docname, set()).add(identifier)
    for docname in handout.appendix:
        if docname in wanted and docname not in docnames:
            yield Excerpt(handout.name, docname, frozenset(wanted[docname]))


def references_in(doctree: nodes.document) -> list[str]:
    """Return the labels in other documents that a doctree refers to, as ``document#id``."""
    labels = set()
    for node in doctree.findall(nodes.reference):
        address = node.get("refuri", "")
        if address.startswith(TARGET_SIGN):
            docname, _, identifier = address.removeprefix(TARGET_SIGN).partition("#")
            labels.add(f"{docname}#{identifier}")
    return sorted(labels)


# What is kept or dropped as a whole, inside what is not itself referred to.
_UNITS = (
    nodes.section,
    nodes.definition_list,
    nodes.definition_list_item,
    addnodes.glossary,
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.list_item,
)


def cut(doctree: nodes.document, identifiers: Set[str]) -> None:
    """Leave of a doctree what `identifiers` name, with the titles of the sections around it.

    A section is left with all that it holds, a list only with the items that are referred to.
    """
    if "" in identifiers:
        return
    _cut(doctree, identifiers)
    marks = {mark.get("refid") for mark in doctree.findall(nodes.footnote_reference)}
    for note in list(doctree.findall(nodes.footnote)):
        if marks.isdisjoint(note["ids"]):
            note.parent.remove(note)


def _cut(node: nodes.Element, identifiers: Set[str]) -> None:
    for child in list(node.children):
        if isinstance(child, (nodes.title, nodes.footnote)) or _is_wanted(child, identifiers):
            continue
        if not _holds_wanted(child, identifiers):
            node.remove(child)
        elif isinstance(child, _UNITS):
            _cut(child, identifiers)


def _is_wanted(node: nodes.Node, identifiers: Set[str]) -> bool:
    if not isinstance(node, nodes.Element):
        return False
    # A term has the id of its item.
    own = [node, *(child for child in node.children if isinstance(child, nodes.term))]
    return any(not identifiers.isdisjoint(element.get("ids", ())) for element in own)


def _holds_wanted(node: nodes.Node, identifiers: Set[str]) -> bool:
    return any(_is_wanted(inner, identifiers) for inner in node.findall(nodes.Element))
