"""Starlight: the groups, links and folders of `_sidebar.json`, with titles in each language."""

from __future__ import annotations

import json
import math
import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from diglot.adopt.navigation.folders import by_folders
from diglot.adopt.navigation.items import Item, Items, pages_of
from diglot.adopt.navigation.sources import Sources
from diglot.adopt.pages import is_called_otherwise, is_name_of_language

_NAME = "_sidebar.json"
_DEEPEST = 3
"""Links begin at the top of the site, which is up to so many folders above the pages."""


def starlight(sources: Sources) -> Iterator[Items]:
    """Yield what each such list has; all its links leave out as many folders at their start."""
    for path in sources.files:
        if posixpath.basename(path) != _NAME:
            continue
        try:
            values = json.loads(sources.text(path))
        except ValueError:
            continue
        base = posixpath.dirname(path)
        every = [tuple(_items(values, sources, base, above)) for above in range(_DEEPEST)]
        yield max(every, key=lambda items: len(set(pages_of(items))))


def _items(values: Any, sources: Sources, base: str, above: int) -> Iterator[Item]:
    for value in values if isinstance(values, list) else ():
        if not isinstance(value, Mapping):
            continue
        link = value.get("link") or value.get("slug")
        parts = str(link or "").strip("/").split("/")[above:]
        found = sources.find("/".join(parts), base) if "://" not in str(link) else None
        below = tuple(_items(value.get("items"), sources, base, above)) or _folder(value, sources)
        if found:
            yield Item(_title(value, sources), found.page, below, found.nearness)
        elif below:
            yield Item(_title(value, sources), "", below)


def _folder(value: Mapping[str, Any], sources: Sources) -> Items:
    stated = value.get("autogenerate")
    folder = str(stated.get("directory") or "") if isinstance(stated, dict) else ""
    name = folder.strip("/")
    return by_folders(sources, f"{name}/", {}, lambda name: (math.inf, name)) if name else ()


def _title(value: Mapping[str, Any], sources: Sources) -> str:
    """Return what an entry is called; "" where the label is most likely in the other language."""
    translations = value.get("translations")
    titles = translations if isinstance(translations, dict) else {}
    others = [name for name in titles if is_called_otherwise(name, sources.tag)]
    own = [name for name in titles if is_name_of_language(name) and name not in others]
    if own:
        return str(titles[own[0]])
    return str(value.get("label") or "") if others or sources.side == "source" else ""
