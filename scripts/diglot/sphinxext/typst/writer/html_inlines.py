"""Raw HTML within a line: pairs of tags as the nodes that they stand for."""

from __future__ import annotations

from collections.abc import Mapping

from docutils import nodes

from diglot.sphinxext.typst.writer.html_elements import (
    INVISIBLE,
    MEDIA,
    image,
    inline_element,
    media,
)
from diglot.sphinxext.typst.writer.html_reader import HtmlReader


def expand_inline_html(block: nodes.TextElement) -> None:
    """Replace the raw HTML among the children of a block of text."""
    if not any(map(_is_raw_html, block.children)):
        return
    reader = _Reader()
    for child in block.children:
        if _is_raw_html(child):
            reader.feed(child.astext())
        else:
            reader.node(child)
    reader.close()
    block.children = []
    block.extend(reader.root.children)


def _is_raw_html(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and "html" in node.get("format", "").split()


class _Reader(HtmlReader):
    """Builds nodes; `_open` are the elements around the current place, the innermost last.

    What is put into an element that paper does not show is gathered there, and dropped.
    """

    def __init__(self) -> None:
        super().__init__()
        self.root = nodes.inline()
        self._open: list[tuple[str, nodes.Element]] = [("", self.root)]

    def add(self, node: nodes.Node) -> None:
        """Add a node at the current place."""
        self._open[-1][1].append(node)

    def node(self, node: nodes.Node) -> None:
        """Take what stands between the pieces of HTML."""
        if not self.in_drawing(node.astext()):
            self.add(node)

    def element_started(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open the element's node, or add what stands for it."""
        if tag in ("br", "input"):
            # A line break, and the box of a task: their writers know them.
            self.add(nodes.raw("", self.get_starttag_text() or "", format="html"))
        elif tag == "img":
            self.add(image(attributes))
        elif tag in MEDIA or tag == "source":
            self._show(tag, attributes)
        elif tag in INVISIBLE:
            self._open.append((tag, nodes.inline()))
        elif element := inline_element(tag, attributes):
            self.add(element)
            self._open.append((tag, element))

    def element_ended(self, tag: str) -> None:
        """Close the element, and what was left open inside it."""
        if any(name == tag for name, _ in self._open[1:]):
            while self._open.pop()[0] != tag:
                pass

    def words(self, text: str) -> None:
        """Add text; docutils puts a line end after a tag of its own."""
        if text.strip() or "\n" not in text:
            self.add(nodes.Text(text))

    def drawing(self, node: nodes.image) -> None:
        """Add a drawing at the current place."""
        self.add(node)

    def _show(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Show a film, or the source that it names inside; nothing else in it is for paper."""
        holder = next((at for at, (name, _) in enumerate(self._open) if name in MEDIA), None)
        place = self._open[-1 if holder is None else holder - 1][1]
        first = holder is None or not self._open[holder][1].get("shown")
        shown = media(attributes) if first else []
        place.extend(shown)
        if holder is not None and shown:
            self._open[holder][1]["shown"] = True
        if tag in MEDIA and tag != "embed":
            address = any(isinstance(node, nodes.reference) for node in shown)
            self._open.append((tag, nodes.inline(shown=address)))
