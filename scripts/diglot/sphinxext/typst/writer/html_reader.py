"""A reader of HTML to which a drawing in it, an ``<svg>`` and all inside, is one picture."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser

from docutils import nodes
from lxml import etree

from diglot.sphinxext.typst.writer.html_elements import image

_SVG = "http://www.w3.org/2000/svg"
# HTML knows them by itself.
_NAMESPACES = {"xmlns": _SVG, "xmlns:xlink": "http://www.w3.org/1999/xlink"}
_HIDDEN = re.compile(r"display\s*:\s*none")


class HtmlReader(HTMLParser):
    """Tells subclasses of elements, of text, and of drawings as `<img>` elements that hold them."""

    def __init__(self) -> None:
        super().__init__()
        self._drawing: list[str] = []
        # Its open elements, as they were written: SVG knows capitals, HTMLParser does not.
        self._open_in_drawing: list[str] = []

    def element_started(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""

    def element_ended(self, tag: str) -> None:
        """Take the end of an element, or of one that was never begun."""

    def words(self, text: str) -> None:
        """Take text."""

    def drawing(self, node: nodes.image) -> None:
        """Take a drawing."""

    def in_drawing(self, text: str) -> bool:
        """Return whether the place is inside a drawing, which then has the text."""
        if self._open_in_drawing:
            self._drawing.append(escape(text, quote=False))
        return bool(self._open_in_drawing)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Tell of an element, or take it into the drawing."""
        written = self.get_starttag_text() or ""
        if not self._open_in_drawing and tag != "svg":
            self.element_started(tag, {name: value or "" for name, value in attrs})
            return
        if not self._open_in_drawing:
            missing = (name for name in _NAMESPACES if f"{name}=" not in written)
            named = "".join(f' {name}="{_NAMESPACES[name]}"' for name in missing)
            written = f"<svg{named}{written[len('<svg') :]}"
        self._drawing.append(written)
        if not written.endswith("/>"):
            self._open_in_drawing.append(written[1 : 1 + len(tag)])

    def handle_endtag(self, tag: str) -> None:
        """Tell of an end; where a drawing ends, tell of that."""
        if not self._open_in_drawing:
            self.element_ended(tag)
            return
        # What was left open ends with what is around it.
        while self._open_in_drawing:
            name = self._open_in_drawing.pop()
            self._drawing.append(f"</{name}>")
            if name.lower() == tag:
                break
        if not self._open_in_drawing:
            if node := _picture("".join(self._drawing)):
                self.drawing(node)
            self._drawing = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Tell of an element that has nothing in it."""
        self.handle_starttag(tag, attrs)
        if not self._open_in_drawing:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Tell of text outside drawings."""
        if not self.in_drawing(data):
            self.words(data)


def _picture(svg: str) -> nodes.image | None:
    """Return a drawing as a picture that holds it; None for one that no browser shows."""
    root = etree.fromstring(svg, etree.XMLParser(recover=True, resolve_entities=False))
    if root is None or "hidden" in root.attrib or _HIDDEN.search(root.get("style", "")):
        return None
    if "0" in (root.get("width"), root.get("height")):
        return None
    title = root.find(f"{{{_SVG}}}title")
    words = root.get("aria-label") or "".join((root if title is None else title).itertext())
    data = base64.b64encode(etree.tostring(root)).decode()
    sides = {side: root.get(side, "") for side in ("width", "height")}
    address = f"data:image/svg+xml;base64,{data}"
    return image({"src": address, "alt": " ".join(words.split()) or "SVG", **sides})
