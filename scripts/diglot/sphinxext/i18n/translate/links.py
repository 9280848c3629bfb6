"""Links and images of a translation, led to the same targets as those of the source."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.i18n.translate.translatable import SOURCE_TEXT

# Whether a reference has a text of its own is for the translator to choose.
_TRANSLATORS_CHOICE = frozenset({"refexplicit"})
_NUMBER_FORMATS = ("%s", "{number}", "{name}")


def restore_reference_names(old: nodes.Element, new: nodes.Element) -> None:
    """Give references by name the names of the source where the translation has other ones.

    Such a name is the text of the reference (``Title_`` in reStructuredText), so translators
    translate it; the target has the name in the source language. References correspond to each
    other in their order, if there are as many in both languages.
    """
    for kind in (nodes.reference, nodes.substitution_reference):
        names = [node["refname"] for node in old.findall(kind) if "refname" in node]
        links = [(node, "refname") for node in new.findall(kind) if "refname" in node]
        _restore_targets(names, links)


def restore_anchors(old: nodes.Element, new: nodes.Element) -> None:
    """Give links to headings the source's anchors, where translators wrote a translated slug."""
    source_links, links = _heading_links(old), _heading_links(new)
    for page, links_to_page in links.items():
        anchors = [node[key] for node, key in source_links.get(page, [])]
        _restore_targets(anchors, links_to_page)


def _restore_targets(targets: list[str], links: Sequence[tuple[nodes.Element, str]]) -> None:
    """Replace targets that the source does not have, in order, by those that it alone has.

    `links` are nodes of the translation, each with the attribute that holds its target. Nothing
    changes where there are not as many links as in the source.
    """
    if len(targets) != len(links):
        return
    written = {node[key] for node, key in links}
    missing = [target for target in targets if target not in written]
    for node, key in links:
        if node[key] not in targets and missing:
            node[key] = missing.pop(0)


def _heading_links(tree: nodes.Element) -> dict[str, list[tuple[nodes.Element, str]]]:
    """Return links to headings by target page ("" for the same page), with their attribute."""
    links: dict[str, list[tuple[nodes.Element, str]]] = {}
    for node in tree.findall(nodes.Element):
        if isinstance(node, nodes.reference) and node.get("id_link"):
            links.setdefault("", []).append((node, "refuri"))
        elif isinstance(node, addnodes.pending_xref) and "reftargetid" in node:
            links.setdefault(node["reftarget"], []).append((node, "reftargetid"))
    return links


def copy_cross_reference_attributes(old: nodes.Element, new: nodes.Element) -> None:
    """Copy to cross references what parsing the page added, such as ``py:module``.

    A translated message is parsed alone, after the directives that set such a context.
    """
    attributes = {_target(node): node.attributes for node in old.findall(addnodes.pending_xref)}
    for node in new.findall(addnodes.pending_xref):
        for key, value in attributes.get(_target(node), {}).items():
            if key not in _TRANSLATORS_CHOICE and key not in nodes.Element.basic_attributes:
                node[key] = value


def _target(node: addnodes.pending_xref) -> tuple[str | None, str, str, str | None]:
    return (
        node.get("refdomain"),
        node["reftype"],
        node.get("reftarget", ""),
        node.get("reftargetid"),
    )


def turn_plain_numrefs_into_refs(new: nodes.Element) -> None:
    """Turn a ``{numref}`` whose translated text has no place for the number into a ``{ref}``.

    Sphinx refuses such a text; as the text of a ``{ref}`` it still leads to the figure.
    """
    for node in new.findall(addnodes.pending_xref):
        if node["reftype"] == "numref" and node.get("refexplicit"):
            text = node.astext()
            if not any(number_format in text for number_format in _NUMBER_FORMATS):
                node["reftype"] = "ref"


def restore_images(old: nodes.Element, new: nodes.Element) -> None:
    """Give images the path that was resolved for the source, and their translated text.

    Images correspond to each other in their order, if the names of their files are the same.
    """
    for first, second in zip(old.findall(nodes.image), new.findall(nodes.image), strict=False):
        if first["uri"].rpartition("/")[2] == second["uri"].rpartition("/")[2]:
            second["uri"] = first["uri"]
            source_alt = getattr(first, SOURCE_TEXT, None)
            if source_alt is not None and second.get("alt") == source_alt:
                second["alt"] = first["alt"]
                setattr(second, SOURCE_TEXT, source_alt)
