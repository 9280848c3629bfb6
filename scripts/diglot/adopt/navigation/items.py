"""What navigation is made of: titles, pages, and what stands below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Item:
    """An entry: its title, "" for that of its page; its page, "" for a group; what is below it.

    Pages are paths in the new folder of sources, or addresses elsewhere. `nearness` tells how
    surely the page was meant in the language that was asked for.
    """

    title: str = ""
    page: str = ""
    below: tuple[Item, ...] = ()
    nearness: int = 0


Items = tuple[Item, ...]

Titles = Mapping[tuple[str, int], str]
"""The titles of a language, by what finds an entry again: its first page and its depth."""


def pages_of(items: Iterable[Item]) -> Iterator[str]:
    """Yield the pages of items and of all that is below them, in order."""
    for item in items:
        if item.page:
            yield item.page
        yield from pages_of(item.below)


def nearness_of(items: Iterable[Item]) -> int:
    """Return how surely items are meant in a language, all in all."""
    return sum(item.nearness + nearness_of(item.below) for item in items)


def without_repetition(items: Items, seen: set[str]) -> Items:
    """Return items in which no page comes twice, as toctrees want it; empty groups go.

    A page stays where it stands deepest: sidebars end with links to each other's pages. Those that
    are in `seen` are left out, and those that are kept are added to it.
    """
    depths: dict[str, int] = {}
    for page, depth in _depths(items, 0):
        depths[page] = max(depth, depths.get(page, 0))
    return tuple(_kept(items, 0, depths, seen))


def _depths(items: Iterable[Item], depth: int) -> Iterator[tuple[str, int]]:
    for item in items:
        yield item.page, depth
        yield from _depths(item.below, depth + 1)


def _kept(
    items: Iterable[Item], depth: int, depths: Mapping[str, int], seen: set[str]
) -> Iterator[Item]:
    for item in items:
        is_here = item.page not in seen and depths[item.page] == depth
        page = item.page if is_here else ""
        seen |= {page} - {""}
        below = tuple(_kept(item.below, depth + 1, depths, seen))
        if page or below:
            yield replace(item, page=page, below=below)


def titles_of(items: Iterable[Item], depth: int = 0) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield the titles of items by what finds them again in another language.

    An entry is known by its first page, and by how deep in the navigation it stands.
    """
    for item in items:
        if item.title:
            yield (key_of(item), depth), item.title
        yield from titles_of(item.below, depth + 1)


def key_of(item: Item) -> str:
    """Return the first page of an item or below it."""
    return item.page or next(pages_of(item.below), "")
