"""Plans: the texts and files that two parallel trees become, before anything is written."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from diglot.adopt.anchors import anchors_of, known_by
from diglot.adopt.borrowed import with_borrowed
from diglot.adopt.dialect import Dialect
from diglot.adopt.first_page import lead
from diglot.adopt.links import Place, file_of, relocate
from diglot.adopt.navigation.docusaurus import page_id
from diglot.adopt.navigation.found import is_navigation, navigation
from diglot.adopt.navigation.sources import name_of
from diglot.adopt.pages import is_name_of_language
from diglot.adopt.pinyin import spelled
from diglot.adopt.rewrite.constructs import Rewritten
from diglot.adopt.rewrite.rewrite import rewrite
from diglot.adopt.settings import OldSettings, old_settings
from diglot.adopt.trees import Placed, Trees, is_page
from diglot.core.diagnostic import Location
from diglot.core.errors import DiglotError
from diglot.core.i18n import _

_INDEX = ("README.md", "_index.md", "readme.md", "Readme.md")
_HIDDEN = re.compile(r"(?:^|(?<=/))\.(?:\./)?")
_OTHER_SETTINGS = frozenset({"conf.py", "make.bat", "Makefile", ".readthedocs.yaml"})
"""Files of an old Sphinx project that the new one has its own of, or does without."""


@dataclass(frozen=True, slots=True)
class Tree:
    """One language's pages and files: texts, and old files, by their paths in the sources."""

    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What two trees become.

    `source` has all that the new folder of sources will hold. `target` has the pages of the other
    language under the same names, to be read and compared, and its files. `differing` are the new
    paths of files that are different in both languages; `rewritten` says of each old page what was
    rewritten in it. `added` are extensions of Sphinx that pages ask for by their directives.
    `settings` are those of each old tree, the source's first; `titles` translate those of toctrees.
    """

    source: Tree
    target: Tree
    differing: tuple[str, ...] = ()
    rewritten: Mapping[str, Rewritten] = field(default_factory=dict)
    added: frozenset[str] = frozenset()
    settings: tuple[OldSettings, OldSettings] = (OldSettings(), OldSettings())
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def myst(self) -> frozenset[str]:
        """The extensions of MyST that the pages need."""
        return self.settings[0].myst.union(*(page.myst for page in self.rewritten.values()))

    @property
    def sphinx(self) -> frozenset[str]:
        """The extensions of Sphinx that the pages need."""
        return self.added.union(*(page.sphinx for page in self.rewritten.values()))


def plan(folder: Path, trees: Trees, everything: list[str], dialect: Dialect, name: str) -> Plan:
    """Return what becomes of two trees in a folder; `everything` are its files.

    Their Markdown is that of `dialect`; `name` is the heading of the page that leads to all others,
    where there is none. Raises DiglotError for a page that is not UTF-8.
    """
    pages = sorted_out(trees, dialect)
    placing = _Placing(folder, trees, pages, everything, dialect)
    source, target = Tree(), Tree()
    for page in pages:
        if page.source:
            source.pages[page.path] = placing.text(page.source, page.path)
        if page.target:
            target.pages[page.path] = placing.text(page.target, page.path)
    items, titles = navigation(folder, trees, pages, everything, dialect)
    both = lead(source.pages, target.pages, name, items, titles)
    differing = [placed.path for placed in placing.files() if placing.put(placed, source, target)]
    settings = (
        old_settings(folder, everything, (page.source for page in pages if page.source)),
        old_settings(folder, everything, (page.target for page in pages if page.target)),
    )
    return Plan(source, target, tuple(differing), placing.rewritten, settings=settings, titles=both)


class _Placing:
    """Where the files of both trees go, and the texts that refer to them."""

    def __init__(
        self,
        folder: Path,
        trees: Trees,
        pages: list[Placed],
        everything: list[str],
        dialect: Dialect,
    ) -> None:
        self._folder, self._trees, self._dialect = folder, trees, dialect
        self.rewritten: dict[str, Rewritten] = {}
        self._anchors: dict[str, Mapping[str, str]] = {}
        self._places: dict[str, str] = {}
        for placed in (*trees.files, *pages):
            self._places |= {old: placed.path for old in (placed.source, placed.target) if old}
        self._shared = {
            # Hidden folders are no place for files of a book: `.gitbook/assets/a.png`.
            path: _HIDDEN.sub("", posixpath.relpath(path, trees.root or "."))
            for path in everything
            if path not in self._places and not is_page(path)
        }
        self._known: Mapping[str, str] = {**self._shared, **self._places}
        self._routes = _routes(pages, dialect)
        self._files = {
            old: placed for placed in trees.files for old in (placed.source, placed.target)
        }
        self._used: dict[str, Placed] = {}

    def text(self, old: str, new: str) -> str:
        """Return the text of a page in its new place, and note the files it refers to."""
        own = old.removesuffix(new).rstrip("/") if old.endswith(new) else ""

        def find(link: Place) -> Place | None:
            if not link.path:
                return Place("", self._anchor(link.anchor, old))
            path = link.path
            found = file_of(path, old, self._known, (own, self._trees.root, ""))
            found = found or self._routes.get(self._route(path, new)) or self._from_the_top(path)
            if found is None:
                return None
            place = self._known[found]
            if not is_page(found):
                self._used[place] = self._files.get(found) or Placed(place, found)
            to = posixpath.relpath(place, posixpath.dirname(new) or ".")
            return Place(to, self._anchor(link.anchor, found))

        return relocate(self._made(old).text, find)

    def _made(self, old: str) -> Rewritten:
        """Return a page in MyST, with its links as they were."""
        if old not in self.rewritten:
            raw = with_borrowed(self._raw(old), lambda path: self._borrowed(path, old))
            is_rst = self._places[old].endswith(".rst")
            self.rewritten[old] = Rewritten(raw) if is_rst else rewrite(raw, self._dialect)
        return self.rewritten[old]

    def _raw(self, old: str) -> str:
        return _read(self._folder, old).replace("\r\n", "\n")

    def _borrowed(self, path: str, old: str) -> str | None:
        """Return the text of the old page that a path leads to, if it becomes the same new page."""
        found = file_of(path, old, self._known, (self._trees.root, ""))
        is_other = found not in (None, old) and self._places.get(found or "") == self._places[old]
        return self._raw(found) if found and is_other else None

    def _anchor(self, anchor: str, old: str) -> str:
        """Return what MyST calls a heading of an old page."""
        if not anchor or not old.endswith(".md"):
            return anchor
        if old not in self._anchors:
            self._anchors[old] = anchors_of(self._made(old).text, self._dialect)
        known = self._anchors[old]
        return known_by(anchor, known, self._dialect) or spelled(anchor, known.values()) or anchor

    def _from_the_top(self, path: str) -> str | None:
        """Return the file that a link of Docsify leads to, which begins at the top: `zh/a`."""
        if self._dialect is not Dialect.MARKDOWN or path.startswith(("/", ".")):
            return None
        return file_of(f"/{path}", "", self._known, (self._trees.root, ""))

    def _route(self, path: str, new: str) -> str:
        """Return what a generator calls the page that a link leads to."""
        if self._dialect is Dialect.MARKDOWN:
            *folders, name = path.strip("/").split("/") if path.startswith("/") else [path, ""]
            return name if all(is_name_of_language(folder) for folder in folders) else ""
        top = f"{self._trees.root}/" if self._trees.root else ""
        if path.startswith("/"):
            return page_id(path.strip("/").removeprefix(top))
        return page_id(posixpath.normpath(posixpath.join(posixpath.dirname(new), path)))

    def files(self) -> Iterator[Placed]:
        """Yield the files that the new project needs: those of the trees, and what is used."""
        whole = self._trees.files if self._trees.root or self._trees.layout == "folder" else ()
        for placed in {**{placed.path: placed for placed in whole}, **self._used}.values():
            if PurePosixPath(placed.path).name not in _OTHER_SETTINGS:
                yield placed

    def put(self, placed: Placed, source: Tree, target: Tree) -> bool:
        """Add a file to both trees; return whether the languages have different ones."""
        ours, theirs = placed.source or placed.target, placed.target or placed.source
        source.files[placed.path] = self._folder / ours
        target.files[placed.path] = self._folder / theirs
        if (self._folder / ours).read_bytes() == (self._folder / theirs).read_bytes():
            return False
        # The name that Sphinx looks for (figure_language_filename).
        whole = PurePosixPath(placed.path)
        own = whole.with_name(f"{whole.stem}.{self._trees.target}{whole.suffix}")
        source.files[str(own)] = self._folder / theirs
        return True


def _routes(pages: list[Placed], dialect: Dialect) -> Mapping[str, str]:
    """Return the old paths of pages by what links call them, where that is no path.

    Docusaurus leaves out the numbers in names. Of unknown generators, some know pages by their
    names alone, with the language before them; a name that two pages have leads nowhere.
    """
    if dialect is Dialect.DOCUSAURUS:
        return {page_id(page.path): page.source or page.target for page in pages}
    if dialect is not Dialect.MARKDOWN:
        return {}
    numbers = Counter(name_of(page.path) for page in pages)
    names = {name_of(page.path): page.source or page.target for page in pages}
    return {name: page for name, page in names.items() if name and numbers[name] == 1}


def _read(folder: Path, path: str) -> str:
    try:
        return (folder / path).read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DiglotError(
            _("this page is not UTF-8"),
            hint=_("save the file as UTF-8"),
            location=Location(path),
        ) from error


def sorted_out(trees: Trees, dialect: Dialect) -> list[Placed]:
    """Return the pages, without lists of pages; a folder's first page is called so."""
    pages = [page for page in trees.pages if not is_navigation(page.path, dialect)]
    taken = {page.path for page in pages}
    renamed = []
    for page in pages:
        whole = PurePosixPath(page.path)
        index = str(whole.with_name("index.md"))
        if whole.name in _INDEX and index not in taken and f"{index[:-3]}.rst" not in taken:
            taken.add(index)
            renamed.append(page._replace(path=index))
        else:
            renamed.append(page)
    return renamed
