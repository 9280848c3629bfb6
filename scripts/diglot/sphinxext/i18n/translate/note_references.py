"""References to footnotes and citations, carried over from the source to its translation."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from diglot.sphinxext.i18n.translate.targets import replace_in


def transfer_footnote_references(
    document: nodes.document, old: nodes.Element, new: nodes.Element
) -> None:
    """Register the footnote references of a translation in place of the source's.

    References with the same label correspond to each other in their order. A reference to a
    footnote that does not exist becomes text.
    """
    references: dict[str | None, list[nodes.footnote_reference]] = {}
    for node in old.findall(nodes.footnote_reference):
        references.setdefault(node.get("refname"), []).append(node)
    for node in list(new.findall(nodes.footnote_reference)):
        label = node.get("refname")
        if references.get(label):
            _register_instead(document, references[label].pop(0), node)
        elif label is None or label not in document.nameids:
            node.parent.replace(node, nodes.Text(node.rawsource or f"[{label or '#'}]"))
        else:
            node["ids"] = []
            document.set_id(node)
            document.note_footnote_ref(node)
            if node.get("auto"):
                document.autofootnote_refs.append(node)
    for missing in (node for remaining in references.values() for node in remaining):
        _remove_from(document.footnote_refs.get(missing.get("refname"), []), missing)
        _remove_from(document.refnames.get(missing.get("refname"), []), missing)


def _register_instead(
    document: nodes.document, old: nodes.footnote_reference, new: nodes.footnote_reference
) -> None:
    """Replace `old` by `new` in the document's lists.

    `new` gets the position of `old` in each list, because docutils numbers footnotes by it.
    """
    new["ids"] = old["ids"]
    for node_id in new["ids"]:
        document.ids[node_id] = new
    label = old.get("refname")
    registered: list[list[Any]] = [
        document.autofootnote_refs,
        document.symbol_footnote_refs,
        document.footnote_refs.get(label, []),
        document.refnames.get(label, []),
    ]
    for references in registered:
        replace_in(references, old, new)


def _remove_from(references: list[Any], missing: nodes.Node) -> None:
    references[:] = [node for node in references if node is not missing]


def transfer_citation_references(
    document: nodes.document, old: nodes.Element, new: nodes.Element
) -> None:
    """Register the citation references of a translation in place of the source's."""
    references: dict[str | None, list[nodes.citation_reference]] = {}
    for node in old.findall(nodes.citation_reference):
        references.setdefault(node.get("refname"), []).append(node)
    for node in new.findall(nodes.citation_reference):
        label = node.get("refname")
        if references.get(label):
            first = references[label].pop(0)
            node["ids"] = first["ids"]
            replace_in(document.citation_refs.get(label, []), first, node)
        else:
            node["ids"] = []
            document.set_id(node)
            document.note_citation_ref(node)
