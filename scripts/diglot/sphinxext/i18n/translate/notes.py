"""Notes for translators on where a message stands: the kind of block, the page, the section.

They go into templates as extracted comments (``#.``).
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import clean_astext

_KINDS: dict[type[nodes.Node], str] = {
    nodes.attribution: "attribution",
    nodes.doctest_block: "code block",
    nodes.image: "alternative text",
    nodes.line: "line",
    nodes.literal_block: "code block",
    nodes.math_block: "formula",
    nodes.raw: "raw text",
    nodes.rubric: "heading",
    nodes.subtitle: "subtitle",
    nodes.term: "term",
    addnodes.toctree: "table of contents",
}
"""What a block is called, by its own class."""

_KINDS_AROUND: dict[type[nodes.Node], str] = {
    nodes.block_quote: "quotation",
    nodes.citation: "citation",
    nodes.definition: "definition",
    nodes.description: "description",
    nodes.entry: "table cell",
    nodes.field_body: "field",
    nodes.figure: "figure",
    nodes.footnote: "footnote",
    nodes.legend: "figure legend",
    nodes.list_item: "list item",
    nodes.sidebar: "sidebar",
    nodes.table: "table",
    nodes.thead: "table heading",
    nodes.topic: "topic",
    addnodes.desc_content: "description",
    addnodes.versionmodified: "note on versions",
}
"""What a paragraph is called, by the class of the nearest of these nodes around it.

A title or a caption is named after the node that it belongs to.
"""


class MessageNotes:
    """Makes the notes for the messages of one document, before it is translated."""

    def __init__(self) -> None:
        self._titles: dict[nodes.section, str] = {}

    def of(self, node: nodes.Element, kind: str = "") -> str:
        """Return a note such as ``table cell · Page › Section`` for the message of a node.

        It names the outermost and the innermost section. `kind` replaces the kind of block.
        """
        sections = [parent for parent in _ancestors(node) if isinstance(parent, nodes.section)]
        if isinstance(node, nodes.title) and node.parent in sections:
            # For a heading, the section is the one around its own.
            sections.remove(node.parent)
        titles = [title for section in sections if (title := self._title(section))]
        page_and_section = dict.fromkeys((titles[-1], titles[0])) if titles else ()
        return " · ".join(filter(None, (kind or _kind(node), " › ".join(page_and_section))))

    def _title(self, section: nodes.section) -> str:
        if section not in self._titles:
            title = next((node for node in section.children if isinstance(node, nodes.title)), None)
            words = clean_astext(title).split() if title is not None else ()
            self._titles[section] = " ".join(words)
        return self._titles[section]


def _kind(node: nodes.Element) -> str:
    if isinstance(node, nodes.title | nodes.caption):
        return _kind_of_title(node)
    if isinstance(node, nodes.meta):
        return f"{node.get('name') or node.get('property')} of the page"
    if type(node) in _KINDS:
        return _KINDS[type(node)]
    kind = _kind_of_ancestor(node)
    if kind:
        return kind
    return node.tagname.replace("_", " ") if node.tagname in nodes.node_class_names else "text"


def _kind_of_title(node: nodes.Element) -> str:
    parent = node.parent
    if isinstance(parent, nodes.section):
        is_first = isinstance(parent.parent, nodes.document) and parent.parent.index(parent) == (
            parent.parent.first_child_matching_class(nodes.section)
        )
        return "page title" if is_first else "heading"
    if isinstance(parent, nodes.document):
        return "page title"
    if isinstance(parent, nodes.figure | nodes.table):
        return f"{_KINDS_AROUND[type(parent)]} caption"
    if isinstance(node, nodes.caption):
        return "code caption" if parent.get("literal_block") else "caption"
    return f"title of {_kind_of_ancestor(node) or 'block'}"


def _kind_of_ancestor(node: nodes.Element) -> str:
    for parent in _ancestors(node):
        if isinstance(parent, nodes.entry) and isinstance(parent.parent.parent, nodes.thead):
            return _KINDS_AROUND[nodes.thead]
        if type(parent) in _KINDS_AROUND:
            return _KINDS_AROUND[type(parent)]
        if isinstance(parent, nodes.Admonition):
            return str(parent.tagname)
        if isinstance(parent, nodes.section):
            return ""
    return ""


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield the nodes around a node, from the inside out."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
