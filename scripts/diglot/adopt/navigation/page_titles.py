"""Pages without one heading at the top, which get the title that navigation calls them by.

Docsify shows it in the sidebar alone. Sphinx knows a page by its heading, and lists all of them
where there are several at the top.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping

from diglot.adopt.navigation.items import Items, Titles, key_of
from diglot.adopt.page_headings import headings_of, put_below, without_front_matter

_MARKUP = re.compile(r"([\\`*_<\[{$])")

Pages = MutableMapping[str, str]
"""The texts of a tree by their paths."""


def heading(title: str) -> str:
    """Return the line that makes plain text the heading of a page."""
    return "# " + _MARKUP.sub(r"\\\1", title)


def add_titles(source: Pages, target: Pages, items: Items, titles: Titles, depth: int = 0) -> None:
    """Put titles above pages of the source that have none of their own, in both trees."""
    for item in items:
        theirs = titles.get((key_of(item), depth), item.title)
        add_title(source, target, item.page, (item.title, theirs))
        add_titles(source, target, item.below, titles, depth + 1)


def add_title(source: Pages, target: Pages, page: str, titles: tuple[str, str]) -> None:
    """Put a title, in both languages, above a page that has none of its own in the source."""
    ours, theirs = titles
    if ours and page.endswith(".md") and _wants(source, page, ours):
        source[page] = put_below(source[page], ours, heading(ours))
        if page in target:
            target[page] = put_below(target[page], theirs, heading(theirs))


def _wants(pages: Pages, page: str, title: str) -> bool:
    if page not in pages or "<h1" in pages[page]:
        return False
    headings = list(headings_of(without_front_matter(pages[page])))
    tops = sum(found.level == 1 for found in headings)
    return tops > 1 or (not tops and title not in (found.text for found in headings[:1]))
