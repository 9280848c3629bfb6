"""Ids and names of inline nodes, carried over from the source to its translation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx import addnodes

# References to footnotes and citations have their own rules (see `note_references`).
_OTHERS = (nodes.footnote_reference, nodes.citation_reference, nodes.system_message)


def transfer_ids(
    document: nodes.document, block: nodes.Element, old: nodes.Element, new: nodes.Element
) -> None:
    """Give the nodes of a translation the ids of the source's nodes, so that links still work.

    Nodes of the same class correspond to each other in their order. The ids of a node without a
    counterpart in the translation go to the block.
    """
    by_class: dict[type, list[nodes.Element]] = {}
    for node in _with_ids(old):
        by_class.setdefault(type(node), []).append(node)
    new_ids: dict[str, str] = {}
    for node in _with_ids(new):
        parsed_ids = node["ids"]
        if by_class.get(type(node)):
            first = by_class[type(node)].pop(0)
            replace_in(document.indirect_targets, first, node)
            node["ids"], node["names"] = first["ids"], _union(first["names"], node["names"])
            new_ids.update(zip(parsed_ids, first["ids"], strict=False))
        else:
            node["ids"] = []
            new_ids.update(dict.fromkeys(parsed_ids, document.set_id(node)))
        for node_id in node["ids"]:
            document.ids[node_id] = node
        for name in node["names"]:
            document.nameids.setdefault(name, node["ids"][0])
            document.nametypes.setdefault(name, True)
    for missing in (node for remaining in by_class.values() for node in remaining):
        block["ids"] += missing["ids"]
        block["names"] += missing["names"]
        for node_id in missing["ids"]:
            document.ids[node_id] = block
    for index in new.findall(addnodes.index):
        index["entries"] = [
            (kind, value, new_ids.get(target, target), *others)
            for kind, value, target, *others in index["entries"]
        ]


def replace_in(registered: list[Any], old: nodes.Node, new: nodes.Node) -> None:
    """Put `new` in the place of `old` in a list of nodes, if it is there."""
    registered[:] = [new if node is old else node for node in registered]


def _with_ids(tree: nodes.Element) -> list[nodes.Element]:
    return [
        node
        for node in tree.findall(nodes.Element)
        if node is not tree and node["ids"] and not isinstance(node, _OTHERS)
    ]


def _union(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))
