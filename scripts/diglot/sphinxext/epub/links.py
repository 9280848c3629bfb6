"""Links and images of a page of a book: what they lead to is in the book, or they are none."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Set
from html import escape, unescape
from urllib.parse import unquote

from diglot.sphinxext.epub.pages import Page

_LINK = re.compile(r'(?<=\s)href="([^"]*)"')
_IMAGE = re.compile(r'<img\b[^>]*\ssrc="([^"]*)"[^>]*/>')
_ALT = re.compile(r'\salt="([^"]*)"')
_HAS_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:|//")


def with_living_links(name: str, pages: Mapping[str, Page], files: Set[str]) -> str:
    """Return the text of a page without links to pages and places that the book does not have.

    A link to a page that was written as `.html` leads to the page; the words of a dead link
    stay as they are, and so does the description of an image that is not there.
    """

    def link(match: re.Match[str]) -> str:
        address = _living(unescape(match.group(1)), name, pages, files)
        return f'href="{escape(address)}"' if address else ""

    def image(match: re.Match[str]) -> str:
        address = unescape(match.group(1))
        if _HAS_SCHEME.match(address) or _target(address, name) in files:
            return match.group()
        text = _ALT.search(match.group())
        return f"<em>{text.group(1) if text and text.group(1) else match.group(1)}</em>"

    return _IMAGE.sub(image, _LINK.sub(link, pages[name].text))


def _living(address: str, page: str, pages: Mapping[str, Page], files: Set[str]) -> str:
    """Return an address on a page as the book has it; "" if there is no such page."""
    if _HAS_SCHEME.match(address):
        return address
    path, _hash, place = address.partition("#")
    if path.endswith(".html") and _target(path, page) not in files:
        path = path.removesuffix(".html") + ".xhtml"
    target = _target(path, page)
    if target not in files:
        return ""
    if place and target in pages and unquote(place) not in pages[target].ids:
        place = ""
    return path + (f"#{place}" if place else "")


def _target(path: str, page: str) -> str:
    return (
        posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
    )
