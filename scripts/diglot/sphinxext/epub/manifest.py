"""The package document of a book, made true: its properties, languages and metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import unquote
from xml.dom import minidom

from diglot.sphinxext.epub.pages import root_of

# What Sphinx writes where conf.py states nothing.
_PLACEHOLDERS = frozenset({"", "unknown", "Author name not set"})


def truthful(
    manifest: str,
    properties: Mapping[str, frozenset[str]],
    languages: Sequence[str],
    media_types: Mapping[str, str],
) -> str:
    """Return a package document with the properties of its pages, without empty metadata.

    `media_types` are those of files that their names do not tell. It names all `languages` of the
    book, which are BCP 47 tags. Every page becomes part of the reading order, so that readers get
    back from it.
    """
    document = minidom.parseString(manifest.encode())  # noqa: S318 - written by Sphinx just now
    for element in document.getElementsByTagName("item"):
        name = unquote(element.getAttribute("href"))
        if name in media_types:
            element.setAttribute("media-type", media_types[name])
        needed = properties.get(name, frozenset())
        if needed:
            stated = element.getAttribute("properties").split()
            element.setAttribute("properties", " ".join(sorted({*needed, *stated})))
    _order_once(document)
    _state_languages(document, languages)
    for metadata in document.getElementsByTagName("metadata"):
        children = [child for child in metadata.childNodes if isinstance(child, minidom.Element)]
        for element in children:
            texts = [child.data for child in element.childNodes if isinstance(child, minidom.Text)]
            text = "".join(texts)
            if text.strip() in _PLACEHOLDERS and not element.hasAttribute("content"):
                metadata.removeChild(element)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root_of(document).toxml()}\n'


def _order_once(document: minidom.Document) -> None:
    """Leave each page one place in the reading order: several toctrees may list it."""
    placed: set[str] = set()
    for element in list(document.getElementsByTagName("itemref")):
        if element.hasAttribute("linear"):
            element.removeAttribute("linear")
        page, order = element.getAttribute("idref"), element.parentNode
        if page in placed and order is not None:
            order.removeChild(element)
        placed.add(page)


def _state_languages(document: minidom.Document, languages: Sequence[str]) -> None:
    for stated in document.getElementsByTagName("dc:language"):
        holder = stated.parentNode
        assert holder is not None  # noqa: S101 - the metadata hold it
        for tag in languages:
            element = document.createElement(stated.tagName)
            element.appendChild(document.createTextNode(tag))
            holder.insertBefore(element, stated)
        holder.removeChild(stated)
