"""Anchors that stay: made of the source's words, not of a position, and alike in every language.

A heading, a figure, a table, a listing or a term is reached by its explicit label where it has
one, else by a slug of its words in the source. Ids that docutils and Sphinx count out (`id1`,
`term-0`) stay as additional ones, so that old links still lead somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import clean_astext

from diglot.sphinxext.compat.sphinx import move_term
from diglot.sphinxext.transforms import priorities
from diglot.sphinxext.transforms.slugs import slug_of, unique

_POSITION = re.compile(r"id\d+")
_PREFIXES = {"figure": "fig", "table": "table", "code-block": "code"}


def register(app: Sphinx) -> None:
    """Add the transforms."""
    app.add_transform(AddReadableIds)
    app.add_transform(OrderHeadingIds)


class AddReadableIds(SphinxTransform):
    """Gives every block that can be linked to an id made of its words."""

    default_priority = priorities.ADD_IDS

    def apply(self, **_kwargs: Any) -> None:
        """Name the headings before the rest: they get the plain slugs."""
        self._name_labels()
        self._name_headings()
        self._name_numbered_blocks()
        self._name_terms()

    def _name_labels(self) -> None:
        """Give labels that docutils only counts, as those in Chinese, an id of their words."""
        document = self.document
        for name, explicit in list(document.nametypes.items()):
            node_id = document.nameids.get(name)
            if node_id and isinstance(document.ids[node_id], nodes.footnote | nodes.citation):
                continue  # docutils wants them to have one id
            if explicit and node_id and _POSITION.fullmatch(node_id):
                words = _slug(name)
                if words:
                    new = _put_first(document, document.ids[node_id], words)
                    document.nameids[name] = new

    def _name_headings(self) -> None:
        document = self.document
        headings = list(_headings(document))
        blocks = {id(block) for block, _title in headings}
        taken = {node_id for node_id, node in document.ids.items() if id(node) not in blocks}
        taken |= _explicit_ids(document)
        labels = _labels_before(document)
        named = {}
        for heading, title in headings:
            words = heading.get("slug") or _slug(clean_astext(title)) or "section"
            if words in labels.get(id(heading), ()):
                continue  # its label already says the same
            slug = unique("-".join(words.split()), taken)
            taken.add(slug)
            named[slug] = heading
        for slug, heading in named.items():
            kept = [one for one in heading["ids"] if named.get(one, heading) is heading]
            heading["ids"] = list(dict.fromkeys([slug, *kept]))
            document.ids[slug] = heading
            for name in heading["names"]:
                if not document.nametypes.get(name) and document.nameids.get(name):
                    document.nameids[name] = slug

    def _name_numbered_blocks(self) -> None:
        document, standard = self.document, self.env.domains.standard_domain
        for node in document.findall(nodes.Element):
            if node["ids"] or not standard.is_enumerable_node(node):
                continue
            words = standard.get_numfig_title(node)
            if words is None:
                continue
            document.note_implicit_target(node)  # as Sphinx does later for blocks without an id
            kind = standard.get_enumerable_node_type(node) or "block"
            slug = _slug(words)
            prefix = _PREFIXES.get(kind, kind)
            _put_first(document, node, f"{prefix}-{slug}" if slug else prefix)

    def _name_terms(self) -> None:
        standard, docname = self.env.domains.standard_domain, self.env.current_document.docname
        for term in self.document.findall(nodes.term):
            words = "".join(
                child.astext() for child in term.children if not isinstance(child, addnodes.index)
            )
            entries = list(term.findall(addnodes.index))
            if not entries or not term["ids"] or words.isascii():
                continue
            old = term["ids"][0]
            new = _put_first(self.document, term, f"term-{_slug(words)}")
            if not move_term(standard, docname, old, new):
                continue
            for entry in entries:
                entry["entries"] = [
                    (kind, value, new if target == old else target, *rest)
                    for kind, value, target, *rest in entry["entries"]
                ]


class OrderHeadingIds(SphinxTransform):
    """Puts the id first that a heading is to be known by: its label, else its slug."""

    default_priority = priorities.ORDER_IDS

    def apply(self, **_kwargs: Any) -> None:
        """Order the ids of all headings; let MyST's own links know them."""
        explicit = _explicit_ids(self.document)
        slugs = getattr(self.document, "myst_slugs", {})
        for heading, _title in _headings(self.document):
            heading["ids"].sort(
                key=lambda one: (one not in explicit, bool(_POSITION.fullmatch(one)))
            )
            if heading.get("slug") in slugs:
                line, _id, words = slugs[heading["slug"]]
                slugs[heading["slug"]] = (line, heading["ids"][0], words)


def _headings(document: nodes.document) -> Iterator[tuple[nodes.Element, nodes.Element]]:
    """Yield (block with the ids, its title) of sections and of headings that are no sections."""
    for node in document.findall(nodes.Element):
        if isinstance(node, nodes.section):
            title = next((one for one in node.children if isinstance(one, nodes.title)), None)
            if title is not None:
                yield node, title
        elif isinstance(node, nodes.rubric) and node["ids"]:
            yield node, node


def _labels_before(document: nodes.document) -> dict[int, set[str]]:
    """Return the ids that labels will hand on to the block after them, by that block."""
    found: dict[int, set[str]] = {}
    for target in document.findall(nodes.target):
        block: nodes.Node | None = target
        while isinstance(block, nodes.target):
            block = block.next_node(ascend=True)
        if block is not None:
            found.setdefault(id(block), set()).update(target["ids"])
    return found


def _slug(words: str) -> str:
    return slug_of(" ".join(words.split())).strip("-")


def _explicit_ids(document: nodes.document) -> set[str]:
    return {
        node_id
        for name, explicit in document.nametypes.items()
        if explicit and (node_id := document.nameids.get(name))
    }


def _put_first(document: nodes.document, node: nodes.Element, wanted: str) -> str:
    others = {node_id for node_id, one in document.ids.items() if one is not node}
    new = unique(wanted, others)
    node["ids"] = list(dict.fromkeys([new, *node["ids"]]))
    document.ids[new] = node
    return new
