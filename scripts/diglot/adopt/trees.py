"""Trees: which files of a folder become which files of the new project."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from diglot.adopt.pages import (
    PagePair,
    Reading,
    in_order,
    is_of_another_language,
    pair_pages,
    read_path,
)

SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".rst"})
"""The endings of the files that are pages."""
_FIRST = frozenset({"index", "_index", "readme"})
_AS_MARKDOWN = frozenset({".markdown", ".mdx"})


class Placed(NamedTuple):
    """A file of the new project, and the files it comes from; "" where a tree has none.

    `path` is relative to the new folder of sources, `source` and `target` to the old folder.
    """

    path: str
    source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Trees:
    """Two parallel trees as one: their pages, and their other files.

    `source` and `target` are the tags of their languages, `layout` is the one that pairs most
    pages, `root` the folder that has both trees, `outside` are pages in both languages that lie
    elsewhere, and second versions of pages in one language.
    """

    source: str
    target: str
    layout: str
    root: str
    pages: tuple[Placed, ...]
    files: tuple[Placed, ...]
    outside: tuple[PagePair, ...]

    @property
    def paired(self) -> list[Placed]:
        """The pages that there are in both languages."""
        return [page for page in self.pages if page.source and page.target]

    @property
    def only_source(self) -> list[str]:
        """The old paths of the pages that nobody has translated."""
        return [page.source for page in self.pages if not page.target]

    @property
    def only_target(self) -> list[str]:
        """The old paths of the pages that there are in the target language alone."""
        return [page.target for page in self.pages if not page.source]


def is_page(path: str) -> bool:
    """Whether a file is one that Sphinx makes a page of."""
    return PurePosixPath(path).suffix.lower() in SUFFIXES


def trees_in(paths: Iterable[str], source: str, target: str) -> Trees | None:
    """Return the two trees that the paths of a folder make; None where no page has a partner."""
    known = in_order(paths, source, target)
    pairs = pair_pages(filter(is_page, known), source, target)
    if not pairs:
        return None
    layout = Counter(pair.layout for pair in pairs).most_common(1)[0][0]
    readings = {path: read_path(path, layout, source, target) for path in known}
    own = [pair for pair in pairs if pair.layout == layout]
    root = _root(readings[pair.source].page for pair in own)
    sides = _sides(own, readings)
    pages = {reading.page for reading in readings.values()}
    placed: defaultdict[str, dict[str, str]] = defaultdict(dict)
    doubled = []
    for path, (page, language) in readings.items():
        side = sides.get(path) or sides.get(language)
        if (
            side
            and _is_below(page, root)
            and not is_of_another_language(path, layout, (source, target), pages)
        ):
            versions = placed[_below(page, root)]
            if versions.setdefault(side, path) != path and is_page(path):
                doubled.append(PagePair(versions.get("source", ""), path, layout))
    _join_first_pages(placed)
    new = _names(placed)
    everything = sorted(Placed(new[path], **files) for path, files in placed.items())
    paired = {(file.source, file.target) for file in everything}
    return Trees(
        source,
        target,
        layout,
        root,
        tuple(file for file in everything if is_page(file.path)),
        tuple(file for file in everything if not is_page(file.path)),
        (*(pair for pair in pairs if (pair.source, pair.target) not in paired), *doubled),
    )


def _sides(own: Iterable[PagePair], readings: Mapping[str, Reading]) -> dict[str | None, str]:
    """Return the side of each path in a pair, and the sides of languages for all other paths.

    Some pages of a language may be named by it and others not, as `home.en.md` and
    `button/README.md`; what a path without a language is in, those that have a partner tell.
    """
    sides: dict[str | None, str] = {pair.source: "source" for pair in own}
    sides |= {pair.target: "target" for pair in own}
    languages: defaultdict[str | None, set[str]] = defaultdict(set)
    for pair in own:
        languages[readings[pair.source].language].add("source")
        languages[readings[pair.target].language].add("target")
    agreed = {language: found.pop() for language, found in languages.items() if len(found) == 1}
    return {**sides, **agreed}


def _join_first_pages(placed: MutableMapping[str, dict[str, str]]) -> None:
    """Make one page of a folder's first page in each language, where only its name differs."""
    alone: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for page, versions in placed.items():
        if is_page(page) and len(versions) == 1 and PurePosixPath(page).stem.lower() in _FIRST:
            alone[posixpath.dirname(page)].setdefault(next(iter(versions)), page)
    for pages in alone.values():
        if len(pages) == 2:
            placed[pages["source"]] |= placed.pop(pages["target"])


def _names(placed: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the new paths: Markdown ends in .md, and no two pages have one name."""
    taken: set[str] = set()
    names: dict[str, str] = {}
    for path in sorted(placed, key=lambda path: (-len(placed[path]), path)):
        whole = PurePosixPath(path)
        suffix = ".md" if whole.suffix.lower() in _AS_MARKDOWN else whole.suffix
        stem = str(whole.with_suffix(""))
        number, name = 1, stem
        while is_page(path) and name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken |= {name} if is_page(path) else set()
        names[path] = name + suffix
    return names


def _root(pages: Iterable[str]) -> str:
    return posixpath.commonpath([posixpath.dirname(page) for page in pages])


def _is_below(page: str, root: str) -> bool:
    return not root or page.startswith(f"{root}/")


def _below(page: str, root: str) -> str:
    return page.removeprefix(f"{root}/") if root else page
