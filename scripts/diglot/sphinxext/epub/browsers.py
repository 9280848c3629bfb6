"""HTML as browsers read it, which is all that is left to do with a page that is no XML."""

from __future__ import annotations

import re
from xml.dom import minidom

from justhtml import JustHTML, Node, Text

_XML_NAME = re.compile(r"[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?")


def as_browsers_read(html: str) -> minidom.Document:
    """Parse HTML by the rules of browsers: whatever is wrong with it, they show something."""
    page = JustHTML(html, sanitize=False)
    document = minidom.Document()
    for child in page.root.children or ():
        copied = _copy(child, document)
        if isinstance(copied, minidom.Element):
            document.appendChild(copied)
    return document


def _copy(node: Node | Text, document: minidom.Document) -> minidom.Element | minidom.Text:
    if isinstance(node, Text):
        return document.createTextNode(node.data or "")
    # What is no element here is a comment, which readers do not see.
    if not _XML_NAME.fullmatch(node.name):
        return document.createTextNode("")
    element = document.createElement(node.name)
    for name, value in (node.attrs or {}).items():
        if _XML_NAME.fullmatch(name) and name != "xmlns":
            # With its prefix as a namespace, `xml:lang` does not take the place of `lang`.
            element.setAttributeNS(name.rpartition(":")[0], name, value or "")
    for child in node.children or ():
        element.appendChild(_copy(child, document))
    return element
