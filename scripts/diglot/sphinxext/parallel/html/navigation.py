"""Navigation that a theme makes of the source's titles alone, in both languages.

Templates get contents and titles in both. Some themes make lists of links themselves, out of the
environment, which has the source's. A link of the navigation that is called as its page is gets
the page's title in both languages; one that a table of contents calls otherwise stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from html import unescape
from posixpath import dirname, join, normpath

_NAVIGATION = re.compile(r"<nav\b.*?</nav>", re.DOTALL)
_LINK = re.compile(r'(<a\b[^<>]*\bhref="([^"#:]*)#?"[^<>]*>\s*)([^<>]*[^<>\s])(?=\s*</a>)')


def with_both_titles(page: str, address: str, in_both: Callable[[str, str], str | None]) -> str:
    """Return a page (HTML) whose navigation has the titles of pages in both languages.

    `in_both` gets the address of a page, as `docnames_at` takes it, and what a link calls it, and
    returns the HTML of its title in both, or None where that is no title of it. `address` is the
    page's own.
    """
    base = address if address.endswith("/") else dirname(address)

    def titled(link: re.Match[str]) -> str:
        begin, to, text = link.groups()
        there = normpath(join(base, to) if to else address or ".")
        return begin + (in_both(there, unescape(text)) or text)

    return _NAVIGATION.sub(lambda navigation: _LINK.sub(titled, navigation[0]), page)


def docnames_at(address: str, suffix: str, known: Container[str]) -> Iterator[str]:
    """Yield the documents that may have their page at an address, where pages end in `suffix`."""
    name = address.removesuffix(suffix)
    yield from (docname for docname in (name, f"{name}/index", "index") if docname in known)
