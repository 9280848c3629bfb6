"""The contents of a handout: its documents in order, each with its depth, and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.handouts.handout import Handout
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


def assemble(handout: Handout, env: BuildEnvironment) -> Assembly:
    """Return a handout's documents: those it names, each with what its toctrees hold."""
    seen: set[str] = set()
    items: list[Chapter | Part] = []
    for root in handout.documents:
        items.extend(_root(root, env, seen, alone=len(handout.documents) == 1))
    return Assembly(tuple(items))


def _root(
    root: str, env: BuildEnvironment, seen: set[str], *, alone: bool
) -> Iterator[Chapter | Part]:
    if root in seen:
        return
    seen.add(root)
    yield Chapter(root, 0, opens=True)
    groups = _groups(root, env)
    # A single caption divides nothing.
    parts = alone and sum(1 for caption, _ in groups if caption) > 1
    for caption, docnames in groups:
        if parts and caption:
            yield Part(caption)
        # A book's own root is a chapter beside the others, any other root is above its own.
        offset = (1 if parts else 0) if alone else 1
        for docname in docnames:
            yield from _chapter(docname, offset, env, seen, opens=alone)


def _chapter(
    docname: str, offset: int, env: BuildEnvironment, seen: set[str], *, opens: bool
) -> Iterator[Chapter]:
    if docname in seen:
        return
    seen.add(docname)
    yield Chapter(docname, offset, opens=opens)
    for _caption, docnames in _groups(docname, env):
        for inner in docnames:
            yield from _chapter(inner, offset + 1, env, seen, opens=False)


def _groups(docname: str, env: BuildEnvironment) -> list[tuple[str, list[str]]]:
    """Return (caption, documents) of each toctree of a document."""
    toc = env.tocs.get(docname)
    if toc is None:
        return []
    return [
        (str(tree.get("caption") or ""), [ref for _, ref in tree["entries"] if ref in env.all_docs])
        for tree in toc.findall(addnodes.toctree)
    ]
