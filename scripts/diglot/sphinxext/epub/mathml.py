"""Formulas as the MathML 3 of EPUB's schema: browsers' MathML Core has attributes that it has not.

Source: https://www.w3.org/TR/epub-33/#sec-xhtml-mathml
"""

from __future__ import annotations

from xml.dom import minidom

_XHTML = "http://www.w3.org/1999/xhtml"
_HTML_IN_WORDS = frozenset({"b", "code", "i", "span", "u"})
_SIZES = ("displaystyle", "scriptlevel")
# A table has its own `displaystyle`, which no element around it would give it.
_OWN_SIZES = {"mtable": {"displaystyle"}, "mstyle": set(_SIZES)}


def make_valid(formula: minidom.Element) -> None:
    """Write a formula so that it looks the same and keeps to the schema."""
    for node in list(formula.getElementsByTagName("*")):
        if node.tagName in _HTML_IN_WORDS:
            node.setAttribute("xmlns", _XHTML)
            continue
        _lengths(node)
        sizes = [
            name
            for name in _SIZES
            if node.hasAttribute(name) and name not in _OWN_SIZES.get(node.tagName, ())
        ]
        if sizes and node.tagName == "mrow":
            node.tagName = node.nodeName = "mstyle"
        elif sizes:
            _wrap(node, sizes)


def _lengths(node: minidom.Element) -> None:
    """Write lengths in em: those in rem are TeX's points, in tenths."""
    for name, value in list(node.attributes.items()):
        if value.endswith("rem") and name != "style":
            node.setAttribute(name, f"{value.removesuffix('rem')}em")


def _wrap(node: minidom.Element, sizes: list[str]) -> None:
    document, parent = node.ownerDocument, node.parentNode
    assert document is not None  # noqa: S101 - a node of a document that was parsed
    assert parent is not None  # noqa: S101 - it is inside a formula
    style = document.createElement("mstyle")
    for name in sizes:
        style.setAttribute(name, node.getAttribute(name))
        node.removeAttribute(name)
    parent.replaceChild(style, node)
    style.appendChild(node)
