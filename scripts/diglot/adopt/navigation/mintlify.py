"""Mintlify: ``navigation`` of docs.json or mint.json, which has one for each language."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from diglot.adopt.navigation.items import Item, Items
from diglot.adopt.navigation.sources import Sources

_TITLES = ("group", "tab", "product", "dropdown", "anchor", "version", "item")
_LISTS = ("languages", "products", "versions", "tabs", "dropdowns", "anchors", "groups", "pages")


def mintlify(sources: Sources) -> Iterator[Items]:
    """Yield the navigation of each language, exactly as its pages are found."""
    for path in sources.files:
        if posixpath.basename(path) not in ("docs.json", "mint.json"):
            continue
        try:
            settings = json.loads(sources.text(path))
        except ValueError:
            continue
        navigation = settings.get("navigation") if isinstance(settings, dict) else None
        languages = navigation.get("languages") if isinstance(navigation, dict) else None
        base = posixpath.dirname(path)
        for part in languages if isinstance(languages, list) else [navigation]:
            yield _items(part, sources, base)


def _items(value: Any, sources: Sources, base: str) -> Items:
    if isinstance(value, list):
        return tuple(item for entry in value for item in _entry(entry, sources, base))
    if isinstance(value, dict):
        return tuple(item for name in _LISTS for item in _items(value.get(name), sources, base))
    return ()


def _entry(value: Any, sources: Sources, base: str) -> Items:
    if isinstance(value, str):
        return _page(value, sources, base)
    if not isinstance(value, Mapping):
        return ()
    title = next((str(value[name]) for name in _TITLES if value.get(name)), "")
    root = value.get("root")
    own = _page(root, sources, base) if isinstance(root, str) else ()
    below = _items(value, sources, base)
    if not title or not (own or below):
        return below
    return tuple(replace(item, title=title, below=below) for item in own or (Item(),))


def _page(link: str, sources: Sources, base: str) -> Items:
    found = sources.find(link, base)
    return (Item("", found.page, (), found.nearness),) if found else ()
