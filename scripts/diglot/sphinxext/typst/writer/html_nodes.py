"""Raw HTML as docutils nodes, so that tables and lists in it are typeset as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docutils import nodes

from diglot.sphinxext.typst.writer.html_definitions import complete_definitions
from diglot.sphinxext.typst.writer.html_elements import (
    INVISIBLE,
    MEDIA,
    alignment_classes,
    image,
    inline_element,
    language_classes,
    media,
    page_classes,
)
from diglot.sphinxext.typst.writer.html_figures import make_figures
from diglot.sphinxext.typst.writer.html_inlines import expand_inline_html
from diglot.sphinxext.typst.writer.html_reader import HtmlReader
from diglot.sphinxext.typst.writer.keeps import pictures_alone
from diglot.sphinxext.typst.writer.page_classes import asks_for_page

_BLOCKS: dict[str, type[nodes.Element]] = {
    "p": nodes.paragraph,
    "div": nodes.container,
    "section": nodes.container,
    "article": nodes.container,
    "details": nodes.container,
    "figure": nodes.figure,
    "center": nodes.container,
    "blockquote": nodes.block_quote,
    "ul": nodes.bullet_list,
    "ol": nodes.enumerated_list,
    "li": nodes.list_item,
    "pre": nodes.literal_block,
    "dl": nodes.definition_list,
    "dt": nodes.term,
    "dd": nodes.definition,
    "table": nodes.table,
    "tr": nodes.row,
    "td": nodes.entry,
    "th": nodes.entry,
    "summary": nodes.rubric,
    "figcaption": nodes.caption,
    "caption": nodes.title,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), nodes.rubric),
}


def nodes_of(html: str) -> Sequence[nodes.Node]:
    """Return the blocks of a piece of HTML; of tags that paper has nothing for, the text stays."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finished()


def expand_raw_html(doctree: nodes.document) -> None:
    """Replace raw HTML, in blocks and within lines, by the nodes that it stands for."""
    for raw in list(doctree.findall(nodes.raw)):
        formats = raw.get("format", "").split()
        if "html" not in formats or isinstance(raw.parent, nodes.TextElement):
            continue
        blocks = nodes_of(raw.astext())
        for node in blocks:
            if isinstance(node, nodes.Element):
                node.line = raw.line
        raw.parent.replace(raw, list(blocks))
    for block in list(doctree.findall(nodes.TextElement)):
        expand_inline_html(block)
        if len(pictures_alone(block)) == 1:
            _without_blanks(block)
    make_figures(doctree)


def _without_blanks(block: nodes.Element) -> None:
    """Take away the blanks beside a picture alone, which would be a paragraph in its link."""
    for leaf in list(block.findall(nodes.Text)):
        if not leaf.strip() and leaf.parent is not None:
            leaf.parent.remove(leaf)


class _Reader(HtmlReader):
    """Builds nodes; `_open` are the elements around the current place, the innermost last."""

    def __init__(self) -> None:
        super().__init__()
        self._root = nodes.container()
        self._open: list[tuple[str, nodes.Element]] = [("", self._root)]
        self._hidden = 0
        self._address_shown = False

    def finished(self) -> Sequence[nodes.Node]:
        """Return the blocks, with complete tables and lists, and without those that are empty."""
        for table in list(self._root.findall(nodes.table)):
            _complete(table)
        complete_definitions(self._root)
        return [node for node in self._root.children if node.astext().strip() or _shows(node)]

    def element_started(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open the element's node, or add what stands for it."""
        if tag in MEDIA or tag == "source":
            self._show(tag, attributes)
        elif tag in INVISIBLE:
            self._hidden += 1
        elif tag == "br":
            self._add(nodes.raw("", "<br>", format="html"))
        elif tag == "hr":
            self._close_to_block()
            self._current.append(nodes.transition())
        elif tag == "img":
            self._add(image(attributes))
        elif tag in _BLOCKS:
            node = _sized(_BLOCKS[tag](), tag, attributes)
            node["classes"] += page_classes(attributes) + language_classes(attributes)
            node["classes"] += alignment_classes(tag, attributes)
            self._enter(tag, node, block=True)
        elif element := inline_element(tag, attributes):
            self._enter(tag, element, block=False)

    def element_ended(self, tag: str) -> None:
        """Close the element, and what was left open inside it."""
        if tag in INVISIBLE or (tag in MEDIA and tag != "embed"):
            self._hidden = max(0, self._hidden - 1)
        elif any(name == tag for name, _ in self._open[1:]):
            while self._open.pop()[0] != tag:
                pass

    def words(self, text: str) -> None:
        """Add text at the current place."""
        if self._hidden:
            return
        if any(name == "pre" for name, _ in self._open):
            self._current.append(nodes.Text(text.strip("\n")))
        elif text.strip() or isinstance(self._current, nodes.TextElement):
            self._add(nodes.Text(" ".join(f"|{text}|".split())[1:-1]))

    def drawing(self, node: nodes.image) -> None:
        """Add a drawing at the current place."""
        if not self._hidden:
            self._add(node)

    def _show(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Show a film, or the first source that it names inside, and nothing else of it."""
        if tag in MEDIA:
            self._address_shown = False
        if not self._address_shown:
            shown = media(attributes)
            for node in shown:
                self._add(node)
            self._address_shown = any(isinstance(node, nodes.reference) for node in shown)
        if tag in MEDIA and tag != "embed":
            self._hidden += 1

    @property
    def _current(self) -> nodes.Element:
        return self._open[-1][1]

    def _add(self, node: nodes.Node) -> None:
        if not isinstance(self._current, nodes.TextElement):
            self._enter("", nodes.paragraph(), block=True)
        self._current.append(node)

    def _enter(self, tag: str, node: nodes.Element, *, block: bool) -> None:
        if block:
            self._close_to_block()
            self._current.append(node)
        else:
            self._add(node)
        self._open.append((tag, node))

    def _close_to_block(self) -> None:
        while isinstance(self._current, nodes.TextElement):
            self._open.pop()


def _sized(node: nodes.Element, tag: str, attributes: Mapping[str, str]) -> nodes.Element:
    for name, attribute in (("colspan", "morecols"), ("rowspan", "morerows")):
        if attributes.get(name, "").isdigit() and int(attributes[name]) > 1:
            node[attribute] = int(attributes[name]) - 1
    if tag == "th":
        node["classes"].append("head")
    return node


def _shows(node: nodes.Node) -> bool:
    """Whether a node without text is something to look at, or turns the page."""
    return (
        isinstance(node, nodes.transition)
        or asks_for_page(node)
        or any(True for _ in node.findall(nodes.image))
    )


def _complete(table: nodes.table) -> None:
    """Turn a table of bare rows into docutils' table: columns, head, body."""
    rows = [row for row in table.findall(nodes.row) if row.children]
    title = [child for child in table.children if isinstance(child, nodes.title)]
    for at, row in enumerate(rows):
        for cell in _cells(row):
            # Browsers let a cell reach below the last row; tables on paper end.
            cell["morerows"] = min(cell.get("morerows", 0), len(rows) - at - 1)
    width = max(
        (sum(1 + cell.get("morecols", 0) for cell in _cells(row)) for row in rows), default=0
    )
    heads = 0
    while heads < len(rows) and all("head" in cell["classes"] for cell in _cells(rows[heads])):
        heads += 1
    heads = heads if heads < len(rows) else 0
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in range(width)), cols=width)
    if heads:
        group += nodes.thead("", *rows[:heads])
    group += nodes.tbody("", *rows[heads:])
    table.children = []
    table.extend([*title, group])


def _cells(row: nodes.Element) -> list[nodes.entry]:
    return [cell for cell in row.children if isinstance(cell, nodes.entry)]
