"""Readable and stable ids for headings, figures, tables, listings and glossary terms.

Each gets the id of its explicit label if it has one, otherwise a slug of its text in the source
language. So an id is the same in every language, and does not change when a block before it is
added or removed. The ids that docutils and Sphinx number (``id1``, ``term-0``) are kept behind it,
so that old links still work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import clean_astext

from diglot.core.slugs import slug_of, unique
from diglot.sphinxext.compat.sphinx import move_term
from diglot.sphinxext.transforms import priorities
from diglot.sphinxext.transforms.descendants import nodes_of

# Ids that docutils makes where it can make none of a text, as of a Chinese one.
_NUMBERED_ID = re.compile(r"id\d+")
_PREFIXES = {"figure": "fig", "table": "table", "code-block": "code"}


def register(app: Sphinx) -> None:
    """Add the transforms."""
    app.add_transform(AddReadableIds)
    app.add_transform(OrderHeadingIds)


class AddReadableIds(SphinxTransform):
    """Puts an id made of its text first, for every block that can be linked to."""

    default_priority = priorities.ADD_IDS

    def apply(self, **_kwargs: Any) -> None:
        """Add the ids, headings first, so that they get the slugs without a number."""
        self._add_label_ids()
        self._add_heading_ids()
        self._add_numbered_block_ids()
        self._add_term_ids()

    def _add_label_ids(self) -> None:
        """Give labels that docutils numbers, such as those in Chinese, an id made of their name."""
        document = self.document
        for name, explicit in list(document.nametypes.items()):
            node_id = document.nameids.get(name)
            if node_id and isinstance(document.ids[node_id], nodes.footnote | nodes.citation):
                continue  # docutils requires that they have exactly one id
            if explicit and node_id and _NUMBERED_ID.fullmatch(node_id):
                slug = _slug(name)
                if slug:
                    document.nameids[name] = _put_first(document, document.ids[node_id], slug)

    def _add_heading_ids(self) -> None:
        document = self.document
        headings = list(_headings(document))
        blocks = {id(block) for block, _title in headings}
        taken = {node_id for node_id, node in document.ids.items() if id(node) not in blocks}
        taken |= _explicit_ids(document)
        labels = _labels_before(document)
        headings_by_slug = {}
        for heading, title in headings:
            words = heading.get("slug") or _slug(clean_astext(title)) or "section"
            if words in labels.get(id(heading), ()):
                continue  # its label becomes the same id
            slug = unique("-".join(words.split()), taken)
            taken.add(slug)
            headings_by_slug[slug] = heading
        for slug, heading in headings_by_slug.items():
            others = [
                node_id
                for node_id in heading["ids"]
                if headings_by_slug.get(node_id, heading) is heading
            ]
            heading["ids"] = list(dict.fromkeys([slug, *others]))
            document.ids[slug] = heading
            for name in heading["names"]:
                if not document.nametypes.get(name) and document.nameids.get(name):
                    document.nameids[name] = slug

    def _add_numbered_block_ids(self) -> None:
        document, standard = self.document, self.env.domains.standard_domain
        for node in document.findall(nodes.Element):
            if node["ids"] or not standard.is_enumerable_node(node):
                continue
            caption = standard.get_numfig_title(node)
            if caption is None:
                continue
            document.note_implicit_target(node)  # Sphinx does so, too, but later
            kind = standard.get_enumerable_node_type(node) or "block"
            slug = _slug(caption)
            prefix = _PREFIXES.get(kind, kind)
            _put_first(document, node, f"{prefix}-{slug}" if slug else prefix)

    def _add_term_ids(self) -> None:
        standard, docname = self.env.domains.standard_domain, self.env.current_document.docname
        for term in nodes_of(self.document, nodes.term):
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
                    (kind, value, new if target == old else target, *others)
                    for kind, value, target, *others in entry["entries"]
                ]


class OrderHeadingIds(SphinxTransform):
    """Puts the id of a heading first that links use: that of its label, otherwise its slug."""

    default_priority = priorities.ORDER_IDS

    def apply(self, **_kwargs: Any) -> None:
        """Order the ids of all headings; write the first one into MyST's table of headings.

        The others are there, too, so that ``page.md#id3`` is found as it is without diglot.
        """
        explicit = _explicit_ids(self.document)
        slugs = getattr(self.document, "myst_slugs", {})
        for heading, _title in _headings(self.document):
            heading["ids"].sort(
                key=lambda node_id: (
                    node_id not in explicit,
                    bool(_NUMBERED_ID.fullmatch(node_id)),
                )
            )
            if heading.get("slug") in slugs:
                line, _id, words = slugs[heading["slug"]]
                first, *others = heading["ids"]
                slugs[heading["slug"]] = (line, first, words)
                for other in others:
                    slugs.setdefault(other, (line, first, words))


def stable_anchors(env: BuildEnvironment) -> dict[str, dict[str, str]]:
    """Return, by document, the first id of each MyST heading by the numbered one it also has."""
    anchors = {}
    for docname, metadata in env.metadata.items():
        numbered = {
            slug: str(first)
            for slug, (_line, first, _words) in metadata.get("myst_slugs", {}).items()
            if _NUMBERED_ID.fullmatch(slug) and slug != first
        }
        if numbered:
            anchors[docname] = numbered
    return anchors


def _headings(document: nodes.document) -> Iterator[tuple[nodes.Element, nodes.Element]]:
    """Yield (node with the ids, title) of sections, and of rubrics, which are their own title."""
    for node in document.findall(nodes.Element):
        if isinstance(node, nodes.section):
            title = next((child for child in node.children if isinstance(child, nodes.title)), None)
            if title is not None:
                yield node, title
        elif isinstance(node, nodes.rubric) and node["ids"]:
            yield node, node


def _labels_before(document: nodes.document) -> dict[int, set[str]]:
    """Return the ids of the labels before each block, by the Python id of the block.

    docutils moves them to the block later.
    """
    labels: dict[int, set[str]] = {}
    for target in nodes_of(document, nodes.target):
        block: nodes.Node | None = target
        while isinstance(block, nodes.target):
            block = block.next_node(ascend=True)
        if block is not None:
            labels.setdefault(id(block), set()).update(target["ids"])
    return labels


def _slug(words: str) -> str:
    return slug_of(" ".join(words.split())).strip("-")


def _explicit_ids(document: nodes.document) -> set[str]:
    """Return the ids of labels, as opposed to those made of the text of a heading."""
    return {
        node_id
        for name, explicit in document.nametypes.items()
        if explicit and (node_id := document.nameids.get(name))
    }


def _put_first(document: nodes.document, node: nodes.Element, slug: str) -> str:
    """Make a slug the first id of a node, with a number if another node has it; return the id."""
    taken = {node_id for node_id, owner in document.ids.items() if owner is not node}
    new = unique(slug, taken)
    node["ids"] = list(dict.fromkeys([new, *node["ids"]]))
    document.ids[new] = node
    return new
