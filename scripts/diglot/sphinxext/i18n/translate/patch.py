"""Putting translated inline nodes into a block, with everything the source's nodes stood for.

Whatever the document knows of the old nodes (ids, names, footnotes, cross references) it must
know of the new ones, under the same ids in every language.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.i18n.translate.ties import is_free, is_text

_CHECKBOX = 'class="task-list-item-checkbox"'
_KEPT_BY_TRANSLATOR = frozenset({"refexplicit"})

SOURCE_ALT = "diglot_source_alt"
"""The attribute of the Python object that holds an image's words before they were translated."""


def patch(document: nodes.document, block: nodes.Element, found: list[nodes.Node]) -> None:
    """Replace the children of `block` by `found`."""
    if is_text(block.children) and is_text(found):
        block[:] = found  # words stand for nothing but themselves
        return
    old = nodes.inline("", "", *block.children)
    old.source, old.line = block.source, block.line  # the document still warns of some of these
    new = nodes.inline("", "", *found)
    _settle(new, block)
    if is_free(old) and is_free(new):
        block[:] = new.children
        return
    _keep_addresses(old, new)
    _keep_footnotes(document, old, new)
    _keep_citations(document, old, new)
    _keep_targets(document, block, old, new)
    _keep_anchors(old, new)
    _keep_cross_references(old, new)
    _keep_numbers(new)
    _keep_images(old, new)
    for reference in new.findall(nodes.reference):
        if "refname" in reference:
            document.note_refname(reference)
    block[:] = [*_checkbox(old), *new.children]


def _settle(new: nodes.Element, block: nodes.Element) -> None:
    """Give the new nodes the place of their block, and cut their ties to where they were parsed.

    A pickle would follow those ties and take the whole environment with it.
    """
    for node in new.findall():
        node.document = None  # type: ignore[assignment]  # docutils' own default
        if not node.line:
            node.source, node.line = block.source, block.line


def _checkbox(old: nodes.Element) -> list[nodes.Node]:
    """Return the box of a task list, which no message contains."""
    first = old.children[:1]
    return [one for one in first if isinstance(one, nodes.raw) and _CHECKBOX in one.astext()]


def _keep_addresses(old: nodes.Element, new: nodes.Element) -> None:
    """Let references to names of the source's own language find them in order of appearance."""
    for kind, key in ((nodes.reference, "refname"), (nodes.substitution_reference, "refname")):
        before = [node[key] for node in old.findall(kind) if key in node]
        after = [node for node in new.findall(kind) if key in node]
        if len(before) != len(after):
            continue
        lost = [name for name in before if name not in {node[key] for node in after}]
        for node in after:
            if node[key] not in before and lost:
                node[key] = lost.pop(0)


def _keep_footnotes(document: nodes.document, old: nodes.Element, new: nodes.Element) -> None:
    before: dict[str | None, list[nodes.footnote_reference]] = {}
    for node in old.findall(nodes.footnote_reference):
        before.setdefault(node.get("refname"), []).append(node)
    for node in list(new.findall(nodes.footnote_reference)):
        label = node.get("refname")
        if before.get(label):
            _succeed(document, before[label].pop(0), node)
        elif label is None or label not in document.nameids:
            # A footnote that does not exist: its mark stays readable.
            mark = nodes.Text(node.rawsource or f"[{label or '#'}]")
            node.parent.replace(node, mark)
        else:
            node["ids"] = []
            document.set_id(node)
            document.note_footnote_ref(node)
            if node.get("auto"):
                document.autofootnote_refs.append(node)
    for gone in (node for nodes_ in before.values() for node in nodes_):
        _remove(document.footnote_refs.get(gone.get("refname"), []), gone)
        _remove(document.refnames.get(gone.get("refname"), []), gone)


def _succeed(
    document: nodes.document, old: nodes.footnote_reference, new: nodes.footnote_reference
) -> None:
    """Put `new` wherever the document has `old`; the order decides the numbers."""
    new["ids"] = old["ids"]
    for node_id in new["ids"]:
        document.ids[node_id] = new
    label = old.get("refname")
    lists: list[list[Any]] = [
        document.autofootnote_refs,
        document.symbol_footnote_refs,
        document.footnote_refs.get(label, []),
        document.refnames.get(label, []),
    ]
    for known in lists:
        _replace(known, old, new)


def _replace(known: list[Any], old: nodes.Node, new: nodes.Node) -> None:
    known[:] = [new if one is old else one for one in known]


def _remove(known: list[Any], gone: nodes.Node) -> None:
    known[:] = [one for one in known if one is not gone]


def _keep_citations(document: nodes.document, old: nodes.Element, new: nodes.Element) -> None:
    before: dict[str | None, list[nodes.citation_reference]] = {}
    for node in old.findall(nodes.citation_reference):
        before.setdefault(node.get("refname"), []).append(node)
    for node in new.findall(nodes.citation_reference):
        label = node.get("refname")
        if before.get(label):
            known = document.citation_refs.get(label, [])
            first = before[label].pop(0)
            node["ids"] = first["ids"]
            _replace(known, first, node)
        else:
            node["ids"] = []
            document.set_id(node)
            document.note_citation_ref(node)


def _keep_targets(
    document: nodes.document, block: nodes.Element, old: nodes.Element, new: nodes.Element
) -> None:
    """Give every other node with an id the id of its counterpart, so that links keep working."""
    pairs: dict[type, list[nodes.Element]] = {}
    for node in _with_ids(old):
        pairs.setdefault(type(node), []).append(node)
    moved: dict[str, str] = {}
    for node in _with_ids(new):
        own = node["ids"]
        if pairs.get(type(node)):
            first = pairs[type(node)].pop(0)
            _replace(document.indirect_targets, first, node)
            node["ids"], node["names"] = first["ids"], _union(first["names"], node["names"])
            moved.update(zip(own, first["ids"], strict=False))
        else:
            node["ids"] = []
            moved.update(dict.fromkeys(own, document.set_id(node)))
        for node_id in node["ids"]:
            document.ids[node_id] = node
        for name in node["names"]:
            document.nameids.setdefault(name, node["ids"][0])
            document.nametypes.setdefault(name, True)
    for lost in (node for nodes_ in pairs.values() for node in nodes_):
        block["ids"] += lost["ids"]
        block["names"] += lost["names"]
        for node_id in lost["ids"]:
            document.ids[node_id] = block
    for index in new.findall(addnodes.index):
        index["entries"] = [
            (kind, value, moved.get(target, target), *rest)
            for kind, value, target, *rest in index["entries"]
        ]


def _with_ids(tree: nodes.Element) -> list[nodes.Element]:
    settled = (nodes.footnote_reference, nodes.citation_reference, nodes.system_message)
    return [
        node
        for node in tree.findall(nodes.Element)
        if node is not tree and node["ids"] and not isinstance(node, settled)
    ]


def _keep_anchors(old: nodes.Element, new: nodes.Element) -> None:
    """Point links to the source's anchors, where translators wrote the translated heading's."""
    links = _anchors(old), _anchors(new)
    for kind in links[1]:
        before = [node[key] for node, key in links[0].get(kind, [])]
        after = links[1][kind]
        lost = [anchor for anchor in before if anchor not in {node[key] for node, key in after}]
        if len(before) == len(after):
            for node, key in after:
                if node[key] not in before and lost:
                    node[key] = lost.pop(0)


def _anchors(tree: nodes.Element) -> dict[str, list[tuple[nodes.Element, str]]]:
    """Return the links to headings by the page they lead to, each with its attribute."""
    found: dict[str, list[tuple[nodes.Element, str]]] = {}
    for node in tree.findall(nodes.Element):
        if isinstance(node, nodes.reference) and node.get("id_link"):
            found.setdefault("", []).append((node, "refuri"))
        elif isinstance(node, addnodes.pending_xref) and "reftargetid" in node:
            found.setdefault(node["reftarget"], []).append((node, "reftargetid"))
    return found


def _keep_cross_references(old: nodes.Element, new: nodes.Element) -> None:
    """Copy what the source's reader knew of a target, such as the module it was written in."""
    known = {_address(node): node.attributes for node in old.findall(addnodes.pending_xref)}
    for node in new.findall(addnodes.pending_xref):
        for key, value in known.get(_address(node), {}).items():
            if key not in _KEPT_BY_TRANSLATOR and key not in nodes.Element.basic_attributes:
                node[key] = value


def _address(node: addnodes.pending_xref) -> tuple[str | None, str, str, str | None]:
    return (
        node.get("refdomain"),
        node["reftype"],
        node.get("reftarget", ""),
        node.get("reftargetid"),
    )


def _keep_numbers(new: nodes.Element) -> None:
    """Show the words of a translated ``{numref}`` even where its number was dropped.

    Sphinx would refuse such words; as a plain reference they still lead to the figure.
    """
    for node in new.findall(addnodes.pending_xref):
        if node["reftype"] == "numref" and node.get("refexplicit"):
            words = node.astext()
            if not any(mark in words for mark in ("%s", "{number}", "{name}")):
                node["reftype"] = "ref"


def _keep_images(old: nodes.Element, new: nodes.Element) -> None:
    """Leave an image its path as the source's reader resolved it, and its translated words."""
    for first, second in zip(old.findall(nodes.image), new.findall(nodes.image), strict=False):
        if first["uri"].rpartition("/")[2] == second["uri"].rpartition("/")[2]:
            second["uri"] = first["uri"]
            words = getattr(first, SOURCE_ALT, None)
            if words is not None and second.get("alt") == words:
                second["alt"] = first["alt"]


def _union(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))
