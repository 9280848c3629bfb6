"""Dialects: whose Markdown a folder is written in, judged by the files of its generator."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import PurePosixPath


class Dialect(StrEnum):
    """A generator of sites with Markdown of its own."""

    SPHINX = "Sphinx"
    MKDOCS = "MkDocs"
    DOCUSAURUS = "Docusaurus"
    VITEPRESS = "VitePress"
    """And VuePress, whose containers and sidebars are the same."""
    MDBOOK = "mdBook"
    HUGO = "Hugo"
    MINTLIFY = "Mintlify"
    MARKDOWN = "Markdown"
    """No generator that is known."""


_SETTINGS = {
    "mkdocs": Dialect.MKDOCS,
    "docusaurus.config": Dialect.DOCUSAURUS,
    ".vitepress": Dialect.VITEPRESS,
    ".vuepress": Dialect.VITEPRESS,
    "book.toml": Dialect.MDBOOK,
    "conf.py": Dialect.SPHINX,
    "mint.json": Dialect.MINTLIFY,
    "docs.json": Dialect.MINTLIFY,
    "hugo": Dialect.HUGO,
    "_index": Dialect.HUGO,
}
"""What a file or a folder is called, with an ending or without, that only one generator has."""


def dialect_of(paths: Iterable[str]) -> Dialect:
    """Return the dialect of the pages among the paths of a folder, hidden ones included."""
    found = {
        _SETTINGS[name]
        for path in paths
        for part in path.split("/")
        for name in (part, PurePosixPath(part).stem)
        if name in _SETTINGS
    }
    return next((dialect for dialect in _SETTINGS.values() if dialect in found), Dialect.MARKDOWN)
