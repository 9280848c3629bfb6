"""First pages, which lead to all others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from diglot.adopt.navigation.items import Items, Titles
from diglot.adopt.navigation.page_titles import Pages, add_title, add_titles
from diglot.adopt.navigation.toctrees import Toctrees
from diglot.adopt.page_headings import with_one_title, without_front_matter

_TOCTREE = re.compile(r"(?m)^\s*(?:\.\.\s+toctree::|[`~:]{3,}\{toctree\})")


def lead(
    source: Pages, target: Pages, name: str, items: Items, titles: Titles
) -> Mapping[str, Mapping[str, str]]:
    """Let a first page lead to all others, unless the sources have toctrees of their own.

    Both trees have a first page then, as Sphinx wants it; it is empty where there was none.
    Return how the titles in toctrees are translated, by page and source's title.
    """
    for tree in (source, target):
        first = _first(tree)
        if first.endswith(".md") and not _has_title(tree[first]):
            tree[first] = _titled(tree[first], name)
    if not _first(target):
        target["index.md"] = "%\n"
    if not _first(source):
        source["index.md"] = f"# {name}\n"
    if not any(map(_TOCTREE.search, source.values())):
        # It is what the book is called by; navigation calls it home.
        add_title(source, target, _first(source), (name, name))
        add_titles(source, target, items, titles)
        for page in source:
            if not _has_title(source[page]):
                # Generators call such a page by its path, and Sphinx leaves it out of contents.
                add_title(source, target, page, (_name_of(page), _name_of(page)))
        for tree in (source, target):
            tree.update((page, with_one_title(tree[page])) for page in tree if page.endswith(".md"))
        toctrees = Toctrees(source, target, _first(source), titles)
        toctrees.write(items)
        return toctrees.pairs
    return {}


def _name_of(page: str) -> str:
    """Return the name of a page's file, of a folder's first page that of the folder."""
    path = PurePosixPath(page)
    return path.parent.name if path.stem == "index" else path.stem


def _has_title(text: str) -> bool:
    return (
        re.search(r"(?m)^(?:#{1,6}\s+\S|=+\s*$|-+\s*$|\(.*\)=)", without_front_matter(text))
        is not None
    )


def _titled(text: str, name: str) -> str:
    """Return a first page with a heading, which the book is called by."""
    own = without_front_matter(text)
    return f"{text[: len(text) - len(own)]}\n# {name}\n\n{own.lstrip()}"


def _first(tree: Pages) -> str:
    """Return the first page of a tree; "" where there is none."""
    return next((path for path in ("index.md", "index.rst") if path in tree), "")
