"""Folders as navigation: Hugo's, and any generator's that orders pages by their front matter."""

from __future__ import annotations

import math
import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from diglot.adopt.navigation.items import Item, Items
from diglot.adopt.navigation.sources import Sources

_POSITIONS = ("sidebar_position", "weight", "nav_order", "order")
_LABELS = ("sidebar_label", "linkTitle")
_NOTHING: Mapping[str, Any] = {}

Place = tuple[float, float, str]
"""Where an entry stands among others: by what is stated, by its number, by its name."""
Sorting = Callable[[str], tuple[float, str]]
"""Tells where the name of a file or folder stands, where nothing is stated."""


class Group(NamedTuple):
    """What is stated of a folder: its title, and its place among its neighbours."""

    title: str = ""
    position: float | None = None


def hugo(sources: Sources) -> Iterator[Items]:
    """Yield the sections of a site: pages below the ``_index.md`` of their folder, by weight."""
    yield by_folders(sources, "", None, lambda name: (math.inf, name))


def by_folders(
    sources: Sources, prefix: str, groups: Mapping[str, Group] | None, sorting: Sorting
) -> Items:
    """Return the pages whose paths begin with `prefix`, folder by folder.

    A folder's first page leads to the others. A folder without one is a group, whose title
    `groups` has or which its name gives; where there are no groups, its pages go up to its parent.
    """
    return tuple(item for _place, item in sorted(_placed(sources, prefix, groups, sorting)))


def _placed(
    sources: Sources, prefix: str, groups: Mapping[str, Group] | None, sorting: Sorting
) -> Iterator[tuple[Place, Item]]:
    inside: dict[str, None] = {}
    for page in sources.pages:
        if not page.path.startswith(prefix) or not sources.old(page):
            continue
        name, slash, _rest = page.path.removeprefix(prefix).partition("/")
        if slash:
            inside[name] = None
        elif posixpath.splitext(name)[0] != "index":
            front = _front_matter(sources.text(sources.old(page)))
            yield _place(_position(front), sorting, name), Item(_label(front), page.path, (), 1)
    for name in inside:
        yield from _folder(sources, f"{prefix}{name}/", groups, sorting)


def _folder(
    sources: Sources, prefix: str, groups: Mapping[str, Group] | None, sorting: Sorting
) -> Iterator[tuple[Place, Item]]:
    name = posixpath.basename(prefix[:-1])
    index = next(
        (
            page
            for page in sources.pages
            if posixpath.splitext(page.path)[0] == f"{prefix}index" and sources.old(page)
        ),
        None,
    )
    if index is None and groups is None:
        yield from _placed(sources, prefix, groups, sorting)
        return
    stated = (groups or {}).get(prefix[:-1], Group())
    front = _front_matter(sources.text(sources.old(index))) if index else _NOTHING
    position = _position(front) if stated.position is None else stated.position
    title = stated.title or _label(front) or ("" if index else name)
    below = by_folders(sources, prefix, groups, sorting)
    item = Item(title, index.path if index else "", below, int(index is not None))
    yield _place(position, sorting, name), item


def _place(position: float | None, sorting: Sorting, name: str) -> Place:
    number, rest = sorting(name)
    return (math.inf if position is None else position, number, rest)


def _position(front: Mapping[str, Any]) -> float | None:
    values = (front.get(name) for name in _POSITIONS)
    return next((float(position) for position in values if isinstance(position, int | float)), None)


def _label(front: Mapping[str, Any]) -> str:
    return next((str(front[name]) for name in _LABELS if front.get(name)), "")


def _front_matter(text: str) -> Mapping[str, Any]:
    if not text.startswith("---"):
        return _NOTHING
    try:
        front = yaml.safe_load(text.partition("---")[2].partition("\n---")[0])
    except yaml.YAMLError:
        return _NOTHING
    return front if isinstance(front, dict) else _NOTHING
