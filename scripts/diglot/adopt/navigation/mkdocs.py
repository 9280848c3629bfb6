"""MkDocs: ``nav`` of mkdocs.yml, in the words of mkdocs-static-i18n for another language."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import yaml

from diglot.adopt.navigation.items import Item, Items
from diglot.adopt.navigation.sources import Sources
from diglot.core.language import language


class _Plain(yaml.SafeLoader):
    """Reads what SafeLoader refuses, such as ``!!python/name:…``, as nothing: no code is run."""


_Plain.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def plain_yaml(text: str) -> Any:
    """Return what a mkdocs.yml holds. Raises yaml.YAMLError."""
    return yaml.load(text, _Plain)  # noqa: S506 - a SafeLoader


def mkdocs(sources: Sources) -> Iterator[Items]:
    """Yield the navigation of each mkdocs.yml."""
    for path in sources.files:
        if posixpath.basename(path) in ("mkdocs.yml", "mkdocs.yaml"):
            try:
                settings = plain_yaml(sources.text(path))
            except yaml.YAMLError:
                continue
            if isinstance(settings, dict) and isinstance(settings.get("nav"), list):
                docs = settings.get("docs_dir")
                base = posixpath.join(
                    posixpath.dirname(path), docs if isinstance(docs, str) else "docs"
                )
                items = _items(settings["nav"], sources, posixpath.normpath(base))
                words = _translations(settings.get("plugins"), sources.tag)
                yield tuple(_in_words(items, words))


def _items(nav: Any, sources: Sources, base: str) -> Items:
    return tuple(
        item
        for entry in (nav if isinstance(nav, list) else ())
        for title, value in (entry.items() if isinstance(entry, dict) else [("", entry)])
        if (item := _item(str(title or ""), value, sources, base))
    )


def _item(title: str, value: Any, sources: Sources, base: str) -> Item | None:
    if isinstance(value, list):
        return Item(title, "", _items(value, sources, base))
    link = str(value or "")
    if "://" in link:
        return Item(title, link) if title else None
    found = sources.find(link, base)
    return Item(title, found.page, (), found.nearness) if found else None


def _translations(plugins: Any, tag: str) -> Mapping[str, str]:
    """Return ``nav_translations`` of mkdocs-static-i18n for a language, as it is spelled there."""
    wanted = language(tag).bcp47.casefold()
    for plugin in plugins if isinstance(plugins, list) else ():
        i18n = plugin.get("i18n") if isinstance(plugin, dict) else None
        languages = i18n.get("languages") if isinstance(i18n, dict) else None
        known = {
            str(locale.get("locale", "")).replace("_", "-").casefold(): locale.get(
                "nav_translations"
            )
            for locale in (languages if isinstance(languages, list) else ())
            if isinstance(locale, dict)
        }
        for name in (wanted, wanted.partition("-")[0]):
            if isinstance(words := known.get(name), dict):
                return {str(old): str(new) for old, new in words.items()}
    return {}


def _in_words(items: Items, words: Mapping[str, str]) -> Iterator[Item]:
    for item in items:
        below = tuple(_in_words(item.below, words))
        yield replace(item, title=words.get(item.title, item.title), below=below)
