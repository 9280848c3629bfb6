"""Replacing the inline nodes of a block by those of its translation.

Whatever the document has registered of the source's nodes (ids, names, footnotes, cross
references) is registered for the translation's nodes instead, under the same ids in every
language.
"""

from __future__ import annotations

from docutils import nodes

from diglot.sphinxext.i18n.translate.links import (
    copy_cross_reference_attributes,
    restore_anchors,
    restore_images,
    restore_reference_names,
    turn_plain_numrefs_into_refs,
)
from diglot.sphinxext.i18n.translate.note_references import (
    transfer_citation_references,
    transfer_footnote_references,
)
from diglot.sphinxext.i18n.translate.registration import is_only_text, is_unregistered
from diglot.sphinxext.i18n.translate.targets import transfer_ids

_CHECKBOX = 'class="task-list-item-checkbox"'


def replace_inline(
    document: nodes.document, block: nodes.Element, translated: list[nodes.Node]
) -> None:
    """Replace the children of `block` by the inline nodes of its translation."""
    if is_only_text(block.children) and is_only_text(translated):
        block[:] = translated
        return
    old = nodes.inline("", "", *block.children)
    # The document may still warn of one of these nodes, and the warning needs a place.
    old.source, old.line = block.source, block.line
    new = nodes.inline("", "", *translated)
    _detach_from_parser(new, block)
    if is_unregistered(old) and is_unregistered(new):
        block[:] = new.children
        return
    restore_reference_names(old, new)
    transfer_footnote_references(document, old, new)
    transfer_citation_references(document, old, new)
    transfer_ids(document, block, old, new)
    restore_anchors(old, new)
    copy_cross_reference_attributes(old, new)
    turn_plain_numrefs_into_refs(new)
    restore_images(old, new)
    for reference in new.findall(nodes.reference):
        if "refname" in reference:
            document.note_refname(reference)
    block[:] = [*_checkbox(old), *new.children]


def _detach_from_parser(new: nodes.Element, block: nodes.Element) -> None:
    """Give new nodes the source and line of their block; remove their link to a document.

    The document is the temporary one they were parsed in. If it stayed, pickling the doctree
    would pickle that document and the whole environment with it.
    """
    for node in new.findall():
        node.document = None  # type: ignore[assignment]  # docutils' own default
        if not node.line:
            node.source, node.line = block.source, block.line


def _checkbox(old: nodes.Element) -> list[nodes.Node]:
    """Return the checkbox of a task list item, which is not part of its message."""
    first = old.children[:1]
    return [node for node in first if isinstance(node, nodes.raw) and _CHECKBOX in node.astext()]
