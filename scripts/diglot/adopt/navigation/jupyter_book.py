"""Jupyter Book 1: the parts, chapters and sections of _toc.yml."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

import yaml

from diglot.adopt.navigation.items import Item, Items
from diglot.adopt.navigation.mkdocs import plain_yaml
from diglot.adopt.navigation.sources import Sources

_BELOW = ("parts", "subtrees", "chapters", "sections", "entries")
"""What holds entries, in a book, in a part and in a chapter."""


def jupyter_book(sources: Sources) -> Iterator[Items]:
    """Yield the contents of each _toc.yml; its root is the first page of them."""
    for path in sources.files:
        if posixpath.basename(path) in ("_toc.yml", "_toc.yaml"):
            try:
                contents = plain_yaml(sources.text(path))
            except yaml.YAMLError:
                continue
            if isinstance(contents, dict) and isinstance(contents.get("root"), str):
                base = posixpath.dirname(path)
                root = _entry({"file": contents["root"]}, sources, base)
                yield (*((root,) if root else ()), *_below(contents, sources, base))


def _below(entry: dict[str, Any], sources: Sources, base: str) -> Items:
    listed = (entry[name] for name in _BELOW if isinstance(entry.get(name), list))
    found = (
        _entry(below, sources, base)
        for entries in listed
        for below in entries
        if isinstance(below, dict)
    )
    return tuple(item for item in found if item)


def _entry(entry: dict[str, Any], sources: Sources, base: str) -> Item | None:
    title = str(entry.get("title") or entry.get("caption") or "")
    below = _below(entry, sources, base)
    if isinstance(entry.get("file"), str):
        found = sources.find(entry["file"].strip(), base)
        return Item(title, found.page, below, found.nearness) if found else None
    if isinstance(entry.get("url"), str) and title:
        return Item(title, entry["url"])
    return Item(title, "", below) if below else None
