"""The contents of a handout: its documents in order, each with its depth, and its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.tags import Tags

from diglot.sphinxext.handouts.handout import Handout
from diglot.sphinxext.transforms.conditions import holds, tags_with
from diglot.sphinxext.typst.build.excerpts import Excerpt


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document in a handout."""

    docname: str
    offset: int
    """How many levels its title is below that of a chapter."""
    opens: bool
    """Whether it begins a chapter, which starts on a new page."""


@dataclass(frozen=True, slots=True)
class Part:
    """A named group of chapters: a toctree with a caption."""

    title: str


@dataclass(frozen=True, slots=True)
class Assembly:
    """The contents of a handout in order."""

    items: tuple[Chapter | Part, ...]
    appendix: tuple[Excerpt, ...] = ()
    """What is printed at the end of documents that the handout does not hold."""

    @property
    def docnames(self) -> tuple[str, ...]:
        """All documents in order."""
        return tuple(item.docname for item in self.items if isinstance(item, Chapter))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all Typst sources in order: of documents, then of excerpts."""
        return (*self.docnames, *(excerpt.name for excerpt in self.appendix))

    @property
    def sources(self) -> tuple[str, ...]:
        """All documents that something is printed of, in order."""
        return (*self.docnames, *(excerpt.docname for excerpt in self.appendix))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts in order."""
        return tuple(item for item in self.items if isinstance(item, Part))


def assemble(handout: Handout, env: BuildEnvironment, tags: Iterable[str]) -> Assembly:
    """Return a handout's documents: those it names, each with what its toctrees hold.

    `tags` are those of the build.
    """
    books = _Books(env, tags_with(tags, handout.selection.tags))
    items: list[Chapter | Part] = []
    for root in handout.documents:
        items.extend(books.root(root, alone=len(handout.documents) == 1))
    return Assembly(tuple(items))


class _Books:
    """Walks toctrees, each document only once."""

    def __init__(self, env: BuildEnvironment, tags: Tags) -> None:
        self._env, self._tags = env, tags
        self._seen: set[str] = set()

    def root(self, root: str, *, alone: bool) -> Iterator[Chapter | Part]:
        """Yield a document that the handout names, and all below it."""
        if root in self._seen:
            return
        self._seen.add(root)
        yield Chapter(root, 0, opens=True)
        groups = self._groups(root)
        # A single caption divides nothing.
        parts = alone and sum(1 for caption, _ in groups if caption) > 1
        for caption, docnames in groups:
            if parts and caption:
                yield Part(caption)
            # A book's own root is a chapter beside the others, any other root is above its own.
            offset = int(parts if alone else self._is_titled(root))
            for docname in docnames:
                yield from self._chapter(docname, offset, opens=alone)

    def _chapter(self, docname: str, offset: int, *, opens: bool) -> Iterator[Chapter]:
        if docname in self._seen:
            return
        self._seen.add(docname)
        yield Chapter(docname, offset, opens=opens)
        # Below a document without a title there would be a level that no heading has.
        titled = self._is_titled(docname)
        for _caption, docnames in self._groups(docname):
            for inner in docnames:
                yield from self._chapter(inner, offset + titled, opens=opens and not titled)

    def _is_titled(self, docname: str) -> bool:
        toc = self._env.tocs.get(docname)
        return toc is not None and any(True for _ in toc.findall(nodes.list_item))

    def _groups(self, docname: str) -> list[tuple[str, list[str]]]:
        """Return (caption, documents) of each toctree of a document that has any.

        One of addresses alone, such as a list of languages, would be a part without pages.
        """
        toc = self._env.tocs.get(docname)
        if toc is None:
            return []
        known = self._env.all_docs
        groups = [
            (str(tree.get("caption") or ""), [ref for _, ref in tree["entries"] if ref in known])
            for tree in toc.findall(addnodes.toctree)
            if holds(tree, self._tags)
        ]
        return [(caption, docnames) for caption, docnames in groups if docnames]
