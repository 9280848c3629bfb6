"""Raw HTML as docutils nodes, so that tables and lists in it are typeset as such."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser

from docutils import nodes

_INVISIBLE = frozenset(
    ("script", "style", "svg", "template", "head", "iframe", "object", "noscript")
)
_VOID = frozenset(("br", "hr", "img", "input", "wbr", "source", "col", "meta", "link"))
_BLOCKS: dict[str, type[nodes.Element]] = {
    "p": nodes.paragraph,
    "div": nodes.container,
    "section": nodes.container,
    "article": nodes.container,
    "details": nodes.container,
    "figure": nodes.container,
    "center": nodes.container,
    "blockquote": nodes.block_quote,
    "ul": nodes.bullet_list,
    "ol": nodes.enumerated_list,
    "li": nodes.list_item,
    "pre": nodes.literal_block,
    "dl": nodes.definition_list,
    "table": nodes.table,
    "tr": nodes.row,
    "td": nodes.entry,
    "th": nodes.entry,
    "summary": nodes.rubric,
    "figcaption": nodes.paragraph,
    "caption": nodes.title,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), nodes.rubric),
}
_INLINES: dict[str, type[nodes.Element]] = {
    "b": nodes.strong,
    "strong": nodes.strong,
    "i": nodes.emphasis,
    "em": nodes.emphasis,
    "code": nodes.literal,
    "tt": nodes.literal,
    "sup": nodes.superscript,
    "sub": nodes.subscript,
}


def nodes_of(html: str) -> Sequence[nodes.Node]:
    """Return the blocks of a piece of HTML; of tags that paper has nothing for, the text stays."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finished()


def words_of(html: str) -> str:
    """Return the text of a piece of HTML within a line."""
    blocks = nodes_of(html)
    for node in blocks:
        for raw in list(node.findall(nodes.raw)):
            raw.parent.remove(raw)
    return " ".join(node.astext() for node in blocks).strip()


def expand_raw_html(doctree: nodes.document) -> None:
    """Replace each raw HTML block by the nodes that it stands for."""
    for raw in list(doctree.findall(nodes.raw)):
        formats = raw.get("format", "").split()
        if "html" not in formats or isinstance(raw.parent, nodes.TextElement):
            continue
        blocks = nodes_of(raw.astext())
        for node in blocks:
            if isinstance(node, nodes.Element):
                node.line = raw.line
        raw.parent.replace(raw, list(blocks))


class _Reader(HTMLParser):
    """Builds nodes; `_open` are the elements around the current place, the innermost last."""

    def __init__(self) -> None:
        super().__init__()
        self._root = nodes.container()
        self._open: list[tuple[str, nodes.Element]] = [("", self._root)]
        self._hidden = 0

    def finished(self) -> Sequence[nodes.Node]:
        """Return the blocks, with complete tables and without those that are empty."""
        for table in list(self._root.findall(nodes.table)):
            _complete(table)
        return [node for node in self._root.children if node.astext().strip() or _shows(node)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _INVISIBLE:
            self._hidden += 1
        elif tag == "br":
            self._add(nodes.raw("", "<br>", format="html"))
        elif tag == "hr":
            self._close_to_block()
            self._current.append(nodes.transition())
        elif tag == "img":
            self._add(_image(attributes))
        elif tag == "a" and attributes.get("href"):
            self._enter(tag, nodes.reference(refuri=attributes["href"]), block=False)
        elif tag in _BLOCKS:
            self._enter(tag, _sized(_BLOCKS[tag](), tag, attributes), block=True)
        elif tag in _INLINES:
            self._enter(tag, _INLINES[tag](), block=False)

    def handle_endtag(self, tag: str) -> None:
        if tag in _INVISIBLE:
            self._hidden = max(0, self._hidden - 1)
        elif any(name == tag for name, _ in self._open[1:]):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if any(name == "pre" for name, _ in self._open):
            self._current.append(nodes.Text(data.strip("\n")))
        elif data.strip() or isinstance(self._current, nodes.TextElement):
            self._add(nodes.Text(" ".join(f"|{data}|".split())[1:-1]))

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


def _image(attributes: dict[str, str]) -> nodes.image:
    # "?" is Sphinx's mark for an address that it has not looked up.
    source = attributes.get("src", "")
    image = nodes.image(uri=source, candidates={"?": source})
    for name in ("alt", "width", "height"):
        if attributes.get(name):
            image[name] = attributes[name]
    return image


def _sized(node: nodes.Element, tag: str, attributes: dict[str, str]) -> nodes.Element:
    for name, attribute in (("colspan", "morecols"), ("rowspan", "morerows")):
        if attributes.get(name, "").isdigit() and int(attributes[name]) > 1:
            node[attribute] = int(attributes[name]) - 1
    if tag == "th":
        node["classes"].append("head")
    return node


def _shows(node: nodes.Node) -> bool:
    """Whether a node without text is something to look at."""
    return isinstance(node, nodes.transition) or any(True for _ in node.findall(nodes.image))


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
