"""One page of a book as strict XHTML: reading systems refuse to open what browsers forgive.

Sources may hold raw HTML, and some extensions write HTML that is no XML. Nothing that a reader
would see is dropped: what cannot be inside a book becomes a link to where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard
from xml.dom import minidom
from xml.parsers.expat import ExpatError

from diglot.sphinxext.epub.content_model import is_in_link, keep_to_model
from diglot.sphinxext.epub.mathml import make_valid
from diglot.sphinxext.i18n.directions import with_directions

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
_XHTML = "http://www.w3.org/1999/xhtml"
_XML = "http://www.w3.org/XML/1998/namespace"
_NAMESPACES = {
    "svg": "http://www.w3.org/2000/svg",
    "math": "http://www.w3.org/1998/Math/MathML",
}
_PROPERTIES = {"svg": "svg", "math": "mathml"}

# Elements that HTML 5 has given up, with what stands for them and its style.
_RENAMED = {
    "acronym": ("abbr", ""),
    "big": ("span", "font-size: larger"),
    "center": ("div", "text-align: center"),
    "font": ("span", ""),
    "strike": ("s", ""),
    "tt": ("code", ""),
}
# Attributes that HTML 5 has given up and styles have taken over long ago.
_OBSOLETE = frozenset(
    re.findall(
        r"\w+",
        "bgcolor border cellpadding cellspacing char charoff clear color compact face frame "
        "frameborder hspace noshade nowrap rules summary valign vspace",
    )
)
# Attributes that say all by being there; XHTML knows no other value. Source: HTML 5, attributes.
_BOOLEAN = frozenset(
    re.findall(
        r"\w+",
        "allowfullscreen async autoplay checked controls default defer disabled loop multiple "
        "muted novalidate open readonly required reversed selected",
    )
)
# Roles that DPUB-ARIA 1.1 has given up, as their lists say what they are.
_ROLES = {"doc-biblioentry": "listitem", "doc-endnote": "listitem"}
_EMBEDDED = frozenset({"audio", "embed", "iframe", "img", "object", "source", "video"})
# What holds only elements of certain names.
_STRUCTURES = frozenset({"colgroup", "details", "dl", "ol", "table", "tbody", "thead", "tr", "ul"})
_SIZES = ("width", "height")
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as XHTML, its ids, and the properties that a manifest must declare of it."""

    text: str
    ids: frozenset[str]
    properties: frozenset[str]


def strict_page(html: str) -> Page:
    """Return a page of HTML as XHTML that a reader can open."""
    root = root_of(_parsed(with_directions(html)))
    ids: set[str] = set()
    properties: set[str] = set()
    foreign: set[minidom.Element] = set()
    for element in list(_elements(root)):
        if element.tagName in _NAMESPACES:
            element.setAttribute("xmlns", _NAMESPACES[element.tagName])
            properties.add(_PROPERTIES[element.tagName])
            if element.tagName == "math":
                make_valid(element)
            foreign |= set(_elements(element))
        if element not in foreign:
            _modernise(element)
            keep_to_model(element)
        _name_language(element)
        _lift(element)
        _keep_inside(element)
        _note_id(element, ids)
    return Page(_HEAD + root.toxml() + "\n", frozenset(ids), frozenset(properties))


def root_of(document: minidom.Document) -> minidom.Element:
    """Return the element that holds all others of a document that was parsed."""
    root = document.documentElement
    assert root is not None  # noqa: S101 - no parser returns a document without one
    return root


def _parsed(html: str) -> minidom.Document:
    html = _NO_XML.sub("", html)
    try:
        return minidom.parseString(html.encode())  # noqa: S318 - a page of our own making
    except ExpatError:
        # Its parser takes a while to import, and few builds need it.
        from diglot.sphinxext.epub.browsers import as_browsers_read

        document = as_browsers_read(html)
        root_of(document).setAttribute("xmlns", _XHTML)
        return document


def _elements(root: minidom.Element) -> Iterator[minidom.Element]:
    yield root
    for child in root.childNodes:
        if isinstance(child, minidom.Element):
            yield from _elements(child)


def _modernise(element: minidom.Element) -> None:
    if element.tagName in _RENAMED:
        name, style = _RENAMED[element.tagName]
        element.tagName = element.nodeName = name
        _add_style(element, style)
    for name in [str(name) for name in element.attributes.keys()]:  # noqa: SIM118 - no dict
        value = element.getAttribute(name)
        if name in _OBSOLETE or name.startswith("on"):
            element.removeAttribute(name)
        elif name in _BOOLEAN:
            element.setAttribute(name, name)
        elif name == "role":
            element.setAttribute(name, _ROLES.get(value, value))
        elif name == "align":
            element.removeAttribute(name)
            _add_style(element, f"text-align: {value}")
        elif name == "name" and element.tagName == "a":
            element.removeAttribute(name)
            if not element.hasAttribute("id"):
                element.setAttribute("id", value)
        elif name in _SIZES and not _may_have_size(element, value):
            element.removeAttribute(name)
            _add_style(element, f"{name}: {value}px" if value.isdigit() else f"{name}: {value}")


def _may_have_size(element: minidom.Element, value: str) -> bool:
    return element.tagName in {*_EMBEDDED, "canvas", "svg"} - {"source"} and (
        value.isdigit() or element.tagName == "svg"
    )


def _add_style(element: minidom.Element, style: str) -> None:
    if style:
        before = element.getAttribute("style").rstrip("; ")
        element.setAttribute("style", f"{before}; {style}" if before else style)


def _keep_inside(element: minidom.Element) -> None:
    """Take out what only a browser can do: scripts, style sheets and media of other hosts."""
    parent = element.parentNode
    address = element.getAttribute("src") or element.getAttribute("data")
    if parent is None:
        return
    if (
        element.tagName == "script"
        or (element.tagName == "link" and _is_remote(element.getAttribute("href")))
        or _is_shown_in_turn(element, parent)
    ):
        parent.removeChild(element)
    elif element.tagName in _EMBEDDED and _is_remote(address):
        said = element.getAttribute("alt") or element.getAttribute("title") or address
        # Inside a link, a link would be another one; what stands there may be words.
        around = "span" if is_in_link(element) else "a"
        document = minidom.Document()
        words = document.createElement(around)
        if around == "a":
            words.setAttribute("href", address)
        words.appendChild(document.createTextNode(said))
        parent.replaceChild(words, element)


def _is_shown_in_turn(element: minidom.Element, parent: minidom.Node) -> bool:
    """Whether a page's style sheet shows a word, such as that of MyST-NB, in the place of another.

    Reading systems have no such style, and few fold anything.
    """
    return (
        isinstance(parent, minidom.Element)
        and parent.tagName == "summary"
        and "expanded" in element.getAttribute("class").split()
        and any(
            "collapsed" in other.getAttribute("class").split()
            for other in parent.childNodes
            if isinstance(other, minidom.Element)
        )
    )


def _is_remote(address: str) -> bool:
    return address.startswith(("http:", "https:", "//"))


def _name_language(element: minidom.Element) -> None:
    """Name an element's language in XML's attribute, too: some reading systems know no other."""
    if element.hasAttribute("lang") and not element.hasAttribute("xml:lang"):
        element.setAttributeNS(_XML, "xml:lang", element.getAttribute("lang"))


def _lift(element: minidom.Element) -> None:
    """Take an empty mark, as docutils sets for every further id of a block, out of a structure.

    HTML allows no such element there; for a reader, the place right before is the same.
    """
    structure = element.parentNode
    mark = element.tagName == "span" and element.hasAttribute("id") and not element.childNodes
    if not mark or not _is_structure(structure):
        return
    if element is not next(
        child for child in structure.childNodes if isinstance(child, minidom.Element)
    ):
        return
    around = structure.parentNode
    while _is_structure(around):
        structure, around = around, around.parentNode
    if around is not None:
        around.insertBefore(element, structure)


def _is_structure(node: object) -> TypeGuard[minidom.Element]:
    return isinstance(node, minidom.Element) and node.tagName in _STRUCTURES


def _note_id(element: minidom.Element, ids: set[str]) -> None:
    own = element.getAttribute("id")
    if own in ids:
        element.removeAttribute("id")
    elif own:
        ids.add(own)
