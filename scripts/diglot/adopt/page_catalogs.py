"""Pages in one language with catalogs of their messages, as mdbook-i18n-helpers and po4a have them.

There is no other tree: the catalogs lie in ``po/``, a file for each language, and their references
name the pages.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from diglot.adopt.trees import Placed, Trees, is_page
from diglot.catalog.reader import read_catalog
from diglot.sphinxext.config.language_tags import is_tag

LAYOUT = "catalog"
_CATALOG = re.compile(r"(?:.*/)?po/(?P<name>[^/]+)\.po")
_REFERENCE = re.compile(r"(?P<path>.+?)(?::\d+)?")


def page_catalogs(paths: Iterable[str]) -> dict[str, str]:
    """Return the catalogs among the paths of a folder, by the tags of their languages."""
    found = {}
    for path in paths:
        if match := _CATALOG.fullmatch(path):
            tag = match["name"].replace("-", "_")
            if is_tag(tag):
                found[tag] = path
    return found


def tree_of(folder: Path, paths: Iterable[str], source: str, target: str) -> Trees | None:
    """Return the pages that the catalog of `target` has messages of, as trees; one has no page.

    None where there is no such catalog, or none of the pages that it names.
    """
    known = list(paths)
    catalog = page_catalogs(known).get(target)
    pages = {path for path in known if is_page(path)}
    named = pages.intersection(_named(folder / catalog)) if catalog else set[str]()
    if not named:
        return None
    root = os.path.commonpath([posixpath.dirname(page) for page in named])
    below = [path for path in known if not root or path.startswith(f"{root}/")]
    placed = [Placed(posixpath.relpath(path, root or "."), path) for path in sorted(below)]
    return Trees(
        source,
        target,
        LAYOUT,
        root,
        tuple(file for file in placed if is_page(file.path)),
        tuple(file for file in placed if not is_page(file.path)),
        (),
    )


def catalog_of(paths: Iterable[str], trees: Trees) -> str:
    """Return the path of the catalog that the pages of a tree have; "" for two trees."""
    return page_catalogs(paths).get(trees.target, "") if trees.layout == LAYOUT else ""


def _named(path: Path) -> Iterator[str]:
    """Yield the pages that the references of a catalog name."""
    for entry in read_catalog(path).entries:
        for line in entry.comments.references:
            for reference in line.split():
                if match := _REFERENCE.fullmatch(reference):
                    yield match["path"]
