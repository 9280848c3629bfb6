"""Values of Python as data that can be compared: equal ones are equal in every process."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.config import Config

from diglot.sphinxext.compat.settings import stated_settings

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def comparable(value: Any) -> Any:
    """Return a value as JSON data; equal values give equal data in every process."""
    match value:
        case nodes.Node():
            return _of_tree(value)
        case Mapping():
            return sorted(([str(key), comparable(item)] for key, item in value.items()), key=repr)
        case set() | frozenset():
            return sorted(map(str, value))
        case list() | tuple():
            return [comparable(item) for item in value]
        case _ if callable(value):
            named = value if hasattr(value, "__qualname__") else type(value)
            return f"{named.__module__}.{named.__qualname__}"
        case _:
            return _ADDRESS.sub("", str(value))


def _of_tree(node: nodes.Node) -> Any:
    """Return a tree of nodes as data, with all that its nodes state."""
    if not isinstance(node, nodes.Element):
        return node.astext()
    # Each node has the same few lists, most of them empty.
    stated = {name: str(value) for name, value in node.attributes.items() if value != []}
    return [node.tagname, stated, *map(_of_tree, node.children)]


def fingerprint_of_settings(config: Config) -> str:
    """Return a digest of all that conf.py has worked out, whatever it asked for that."""
    stated = {
        name: comparable(value)
        for name, value in stated_settings(config).items()
        if not name.startswith("__")
    }
    text = json.dumps(stated, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
