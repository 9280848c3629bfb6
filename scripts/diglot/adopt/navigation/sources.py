"""What readers of navigation may ask: the files of a folder, and where its pages go."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from diglot.adopt.trees import Placed

_ENDINGS = ("", ".md", ".mdx", ".markdown", ".rst", *(
    f"/{name}" for name in ("index.md", "index.mdx", "README.md", "readme.md", "_index.md")
))  # fmt: skip


class Found(NamedTuple):
    """A page that a link leads to, and how surely it was meant in the language asked for.

    2 where the link names the language's own file, 1 where its folder goes without saying, 0 where
    it is the other language's file.
    """

    page: str
    nearness: int


@dataclass(frozen=True, slots=True)
class Sources:
    """A folder, its files (``../name`` for those beside it), and its pages in their new places.

    `side` says whose navigation is asked for: that of the source or that of the target.
    """

    folder: Path
    files: Sequence[str]
    root: str
    pages: Sequence[Placed]
    side: str
    tag: str
    _places: dict[str, Placed] = field(init=False, default_factory=dict)
    _new: dict[str, Placed] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Note which page each old path becomes."""
        for page in self.pages:
            self._places.update({old: page for old in (page.source, page.target) if old})
            self._new[page.path] = page

    def text(self, path: str) -> str:
        """Return the text of a file."""
        return (self.folder / path).read_text("utf-8-sig", errors="replace")

    def old(self, page: Placed) -> str:
        """Return the path of a page in the language asked for; "" where it has none."""
        return page.source if self.side == "source" else page.target

    def find(self, link: str, base: str = "") -> Found | None:
        """Return the page that a link in the folder `base` leads to; None for what is no page."""
        path = unquote(link.partition("#")[0].partition("?")[0])
        if not path or ":" in path:
            return None
        for nearness, folder in ((2, base), *((1, own) for own in self._folders())):
            for place in self._candidates(path, folder):
                if page := self._places.get(place):
                    return Found(page.path, nearness if place == self.old(page) else 0)
        for place in self._candidates(path, posixpath.relpath(base or ".", self.root or ".")):
            if page := self._new.get(place):
                return Found(page.path, 1)
        return None

    def named(self, name: str) -> Found | None:
        """Return the one page that a name without a folder means: its own, or its folder's."""
        pages = [page for page in self.pages if self.old(page) and name_of(page.path) == name]
        return Found(pages[0].path, 1) if len(pages) == 1 else None

    def _candidates(self, path: str, folder: str) -> Iterator[str]:
        stem = path.removesuffix(".html").strip("/") or "index"
        place = posixpath.normpath(posixpath.join(folder, stem))
        # What lies beside the folder names it: `../docs/a.md`.
        place = place.removeprefix(f"../{self.folder.name}/")
        yield from (place + ending for ending in _ENDINGS)

    def _folders(self) -> tuple[str, ...]:
        """Return where the language's pages lie, most of them first."""
        ends = ((self.old(page), page.path) for page in self.pages)
        own = Counter(old.removesuffix(new) for old, new in ends if old.endswith(new))
        return tuple(dict.fromkeys([*(name for name, _number in own.most_common(1)), self.root]))


def name_of(page: str) -> str:
    """Return what a page is called: the name of its file, or of its folder for a first page."""
    stem, _suffix = posixpath.splitext(posixpath.basename(page))
    is_first = stem.casefold() in ("index", "readme")
    return posixpath.basename(posixpath.dirname(page)) if is_first else stem
