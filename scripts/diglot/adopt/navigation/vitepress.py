"""VitePress: ``sidebar``, wherever a file of settings states one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from diglot.adopt.navigation.items import Item, Items
from diglot.adopt.navigation.literals import Module
from diglot.adopt.navigation.sources import Found, Sources

_SETTINGS = re.compile(
    r"(?:.*/)?(?:\.vitepress/(?!theme/|cache/|dist/).+|config)\.(?:ts|mts|js|mjs|cjs)"
)


def vitepress(sources: Sources) -> Iterator[Items]:
    """Yield each sidebar; one has the pages of one language."""
    for path in sources.files:
        if _SETTINGS.fullmatch(path):
            base = path.partition(".vitepress/")[0].rstrip("/")
            for value in Module(sources.text(path)).stated("sidebar"):
                yield _sidebar(value, sources, base if ".vitepress/" in path else "")


def _sidebar(value: Any, sources: Sources, top: str) -> Items:
    if isinstance(value, list):
        return _items(value, sources, top, "")
    if not isinstance(value, dict):
        return ()
    return tuple(
        item
        for sidebar in value.values()
        for item in (
            _items(sidebar.get("items"), sources, top, str(sidebar.get("base") or ""))
            if isinstance(sidebar, dict)
            else _items(sidebar, sources, top, "")
        )
    )


def _items(values: Any, sources: Sources, top: str, base: str) -> Items:
    return tuple(
        item
        for value in (values if isinstance(values, list) else ())
        if isinstance(value, dict) and (item := _item(value, sources, top, base))
    )


def _item(value: dict[str, Any], sources: Sources, top: str, base: str) -> Item | None:
    title, link = str(value.get("text") or ""), value.get("link")
    base = str(value.get("base") or base)
    found = _page(link, sources, top, base) if isinstance(link, str) else None
    below = _items(value.get("items"), sources, top, base)
    return Item(title, found.page, below, found.nearness) if found else _group(title, below)


def _group(title: str, below: Items) -> Item | None:
    return Item(title, "", below) if below else None


def _page(link: str, sources: Sources, top: str, base: str) -> Found | None:
    if "://" in link:
        return Found(link, 0)
    path = link if link.startswith("/") else f"{base}{link}"
    stem = path.lstrip("/")
    found = sources.find(f"{stem}index" if path.endswith("/") else stem, top)
    return found or sources.find(posixpath.join(stem, "index"), top)
