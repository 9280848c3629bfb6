"""What generators other than Sphinx call the whole book, by their settings."""

from __future__ import annotations

import json
import posixpath
import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from diglot.adopt.navigation.javascript import around, below, key_of, parsed, source_of
from diglot.adopt.navigation.mkdocs import plain_yaml

_MODULE = re.compile(r"(?:docusaurus\.config|(?:.*/)?\.(?:vitepress|vuepress)/config)\.[mc]?[jt]s")


def name_in(path: str, read: Callable[[], str]) -> str:
    """Return the name that a file of settings gives the book; "" where it is none or has none.

    `read` returns the text of the file.
    """
    file = posixpath.basename(path)
    get = _READERS.get(file)
    if get is None:
        if not (_MODULE.fullmatch(path) or _MODULE.fullmatch(file)):
            return ""
        get = _of_module
    try:
        name = get(read())
    except (ValueError, yaml.YAMLError, KeyError, TypeError):  # no settings, or without a name
        return ""
    return name.strip() if isinstance(name, str) else ""


def _of_module(text: str) -> str:
    """Return the ``title`` that stands least deep in a module."""
    titles = [
        (len(around(node)), source_of(value)[1:-1])
        for node in below(parsed(text))
        if node.type == "pair"
        and key_of(node) == "title"
        and (value := node.child_by_field_name("value")) is not None
        and value.type == "string"
    ]
    return min(titles, key=lambda title: title[0], default=(0, ""))[1]


_READERS: Mapping[str, Callable[[str], Any]] = {
    "mkdocs.yml": lambda text: plain_yaml(text)["site_name"],
    "mkdocs.yaml": lambda text: plain_yaml(text)["site_name"],
    "book.toml": lambda text: tomllib.loads(text)["book"]["title"],
    "mint.json": lambda text: json.loads(text)["name"],
    "docs.json": lambda text: json.loads(text)["name"],
}
"""By the name of the file, what reads the name of the book in its text."""
