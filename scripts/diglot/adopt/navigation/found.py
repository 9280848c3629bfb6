"""The navigation of two trees, as their generator has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from diglot.adopt.dialect import Dialect
from diglot.adopt.navigation.docusaurus import docusaurus
from diglot.adopt.navigation.folders import hugo
from diglot.adopt.navigation.items import (
    Items,
    Titles,
    nearness_of,
    pages_of,
    titles_of,
    without_repetition,
)
from diglot.adopt.navigation.jupyter_book import jupyter_book
from diglot.adopt.navigation.mintlify import mintlify
from diglot.adopt.navigation.mkdocs import mkdocs
from diglot.adopt.navigation.sources import Sources
from diglot.adopt.navigation.starlight import starlight
from diglot.adopt.navigation.summary import is_summary, summary
from diglot.adopt.navigation.vitepress import other_settings, vitepress
from diglot.adopt.trees import Placed, Trees


def _unknown(sources: Sources) -> Iterator[Items]:
    yield from summary(sources)
    yield from starlight(sources)
    yield from jupyter_book(sources)
    yield from other_settings(sources)


_READERS: Mapping[Dialect, Callable[[Sources], Iterator[Items]]] = {
    Dialect.MKDOCS: mkdocs,
    Dialect.DOCUSAURUS: docusaurus,
    Dialect.VITEPRESS: vitepress,
    Dialect.MDBOOK: summary,
    Dialect.MARKDOWN: _unknown,
    Dialect.MINTLIFY: mintlify,
    Dialect.HUGO: hugo,
}


def navigation(
    folder: Path, trees: Trees, pages: Sequence[Placed], files: Sequence[str], dialect: Dialect
) -> tuple[Items, Titles]:
    """Return the source's navigation, and the titles that it has in the target's.

    `pages` are those of `trees` in their new places, `files` all that the folder holds; those
    beside it are looked at, too, where ``docs`` alone is taken over. Nothing is run.
    """
    read = _READERS.get(dialect)
    if read is None:
        return (), {}
    beside = sorted(f"../{path.name}" for path in folder.parent.iterdir() if path.is_file())
    source, target = (
        _best(read(Sources(folder, [*files, *beside], trees.root, pages, side, tag)))
        for side, tag in (("source", trees.source), ("target", trees.target))
    )
    return source, dict(titles_of(target))


def is_navigation(path: str, dialect: Dialect) -> bool:
    """Whether a file that looks like a page is what the navigation is read from."""
    return dialect in (Dialect.MDBOOK, Dialect.MARKDOWN) and is_summary(path)


def _best(found: Iterator[Items]) -> Items:
    """Return the navigation of the language asked for, and what others of it have besides."""
    ordered = sorted(found, key=lambda items: (-nearness_of(items), -len(set(pages_of(items)))))
    seen: set[str] = set()
    return tuple(
        item
        for items in ordered
        if items is ordered[0] or nearness_of(items)
        for item in without_repetition(items, seen)
    )
