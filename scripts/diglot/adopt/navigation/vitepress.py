"""VitePress, VuePress and what is made like them: ``sidebar``, wherever settings state one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from diglot.adopt.navigation.items import Item, Items
from diglot.adopt.navigation.literals import Module, module_of
from diglot.adopt.navigation.sources import Found, Sources
from diglot.adopt.pages import is_called_otherwise

_ENDING = r"\.(?:ts|mts|js|mjs|cjs)"
_FOLDER = re.compile(r"\.(?:vitepress|vuepress)/")
_SETTINGS = re.compile(rf"(?:.*/)?(?:{_FOLDER.pattern}(?!theme/|cache/|dist/).+|config){_ENDING}")
_OTHER_SETTINGS = re.compile(rf"[\w-]+\.config{_ENDING}")

_ENDS = tuple(
    folder + end for folder in ("", "/index") for end in ("", ".ts", ".mts", ".js", ".mjs", ".cjs")
)

# The first is VitePress's own; VuePress and vant-cli have others.
_TITLES, _LINKS, _BELOW = ("text", "title"), ("link", "path"), ("items", "children")


def vitepress(sources: Sources) -> Iterator[Items]:
    """Yield each sidebar; one has the pages of one language."""
    for path in sources.files:
        if _SETTINGS.fullmatch(path):
            top = _FOLDER.split(path)[0].rstrip("/") if _FOLDER.search(path) else ""
            yield from _stated(sources, path, "sidebar", top)


def other_settings(sources: Sources) -> Iterator[Items]:
    """Yield the navigation that settings of no known generator state in the manner of these."""
    for path in sources.files:
        if _OTHER_SETTINGS.fullmatch(path):
            yield from _stated(sources, path, "sidebar", "")
            yield from _stated(sources, path, "nav", "")


def _stated(sources: Sources, path: str, name: str, top: str) -> Iterator[Items]:
    for around, value in _module(sources, path).stated(name):
        if not any(is_called_otherwise(other.strip("/"), sources.tag) for other in around):
            yield _sidebar(value, sources, top)


def _module(sources: Sources, path: str) -> Module:
    def load(name: str) -> Module | None:
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        found = next((place + end for end in _ENDS if place + end in sources.files), None)
        return _module(sources, found) if found else None

    return module_of(sources.text(path), load)


def _sidebar(value: Any, sources: Sources, top: str) -> Items:
    """Return the items of a sidebar: a list, or lists by the folders whose pages show them."""
    lists = value if isinstance(value, dict) else {"": value}
    return tuple(
        item for folder, listed in lists.items() for item in _list(listed, sources, top, folder)
    )


def _list(value: Any, sources: Sources, top: str, folder: str) -> Items:
    if isinstance(value, dict):
        base = str(value.get("base") or folder)
        return _items(_first(value, _BELOW), sources, top, base)
    return _items(value, sources, top, folder)


def _items(values: Any, sources: Sources, top: str, base: str) -> Items:
    return tuple(
        item
        for value in (values if isinstance(values, list) else ())
        if (item := _item(value, sources, top, base))
    )


def _item(value: Any, sources: Sources, top: str, base: str) -> Item | None:
    match value:
        case str(link):
            return _entry({"link": link}, sources, top, base)
        case [str(link), str(title)]:
            return _entry({"link": link, "text": title}, sources, top, base)
        case dict():
            return _entry(value, sources, top, base)
    return None


def _entry(value: dict[str, Any], sources: Sources, top: str, base: str) -> Item | None:
    title, link = str(_first(value, _TITLES) or ""), _first(value, _LINKS)
    base = str(value.get("base") or base)
    found = _page(link, sources, top, base) if isinstance(link, str) else None
    below = _items(_first(value, _BELOW), sources, top, base)
    if found:
        return Item(title, found.page, below, found.nearness)
    return Item(title, "", below) if below else None


def _first(value: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((value[name] for name in names if name in value), None)


def _page(link: str, sources: Sources, top: str, base: str) -> Found | None:
    if "://" in link:
        return Found(link, 0)
    paths = (link,) if link.startswith("/") else (f"{base}{link}", link)
    places = (place for path in paths for place in _places(path))
    found = (sources.find(place, top) for place in places)
    return next(filter(None, found), None) or sources.named(link)


def _places(path: str) -> tuple[str, str]:
    stem = path.lstrip("/")
    index = posixpath.join(stem, "index")
    return (f"{stem}index" if path.endswith("/") else stem, index)
