"""Says where a message stands: its kind of block, the page and the section, for translators."""

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
"""What a block is by itself."""

_AROUND: dict[type[nodes.Node], str] = {
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
"""What a paragraph is by the nearest of these around it; titles and captions belong to them."""


class Places:
    """Where the blocks of one document stand, in the words of its source."""

    def __init__(self) -> None:
        self._titles: dict[nodes.section, str] = {}

    def note(self, node: nodes.Element, kind: str = "") -> str:
        """Return a line such as ``table cell · Page › Section``.

        `kind` is what the message is, where the block that shows it does not tell.
        """
        sections = [each for each in _above(node) if isinstance(each, nodes.section)]
        if isinstance(node, nodes.title) and node.parent in sections:
            # A heading stands in what it divides, not in what it opens.
            sections.remove(node.parent)
        titles = [title for one in sections if (title := self._title(one))]
        ends = dict.fromkeys((titles[-1], titles[0])) if titles else ()
        return " · ".join(filter(None, (kind or _kind(node), " › ".join(ends))))

    def _title(self, section: nodes.section) -> str:
        if section not in self._titles:
            title = next((one for one in section.children if isinstance(one, nodes.title)), None)
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
    around = _kind_around(node)
    if around:
        return around
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
        return f"{_AROUND[type(parent)]} caption"
    if isinstance(node, nodes.caption):
        return "code caption" if parent.get("literal_block") else "caption"
    return f"title of {_kind_around(node) or 'block'}"


def _kind_around(node: nodes.Element) -> str:
    for each in _above(node):
        if isinstance(each, nodes.entry) and isinstance(each.parent.parent, nodes.thead):
            return _AROUND[nodes.thead]
        if type(each) in _AROUND:
            return _AROUND[type(each)]
        if isinstance(each, nodes.Admonition):
            return str(each.tagname)
        if isinstance(each, nodes.section):
            return ""
    return ""


def _above(node: nodes.Node) -> Iterator[nodes.Element]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent
