"""What the writer's functions know: one value for a document, passed from call to call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from diglot.core.language import Language
from diglot.typeset.markup import Markup, join, stack


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a node that is being written."""

    env: BuildEnvironment
    docname: str
    path: str
    """The document's file as seen from the folder of the sources, for the marks."""
    language: Language
    others: Mapping[str, tuple[str, str | None]]
    """Script (han, latin) to the language tag and region that its runs in this document have."""
    images: Mapping[str, str]
    """An image's file in the sources to its file beside the Typst sources."""
    notes: Mapping[str, nodes.footnote]
    """A footnote's id to the footnote."""
    first_marks: frozenset[int]
    """The footnote marks (`id()` of the node) that bring their note with them."""
    writer: Callable[[nodes.Node, Context], Markup]
    builder: Builder
    extensions: Mapping[str, Callable[[Any, Context], Markup]] = field(default_factory=dict)
    """What writes the nodes of other extensions, by the names of their classes."""
    depth: int = 0
    """How many sections are around."""
    plain: bool = False
    """Inside a title or caption, which is printed in several places: no notes of our own."""
    in_note: bool = False
    """Inside a footnote, where an address has its place already."""
    prefix: str = ""
    """Begins every label: the second language of a parallel text has labels of its own."""

    @property
    def config(self) -> Config:
        """The project's settings."""
        return self.env.config

    def inside(
        self, *, depth: int | None = None, plain: bool | None = None, in_note: bool | None = None
    ) -> Context:
        """Return the context of a part of the document."""
        return replace(
            self,
            depth=self.depth if depth is None else depth,
            plain=self.plain if plain is None else plain,
            in_note=self.in_note if in_note is None else in_note,
        )

    def name(self, identifier: str, docname: str | None = None) -> str:
        """Return the label of an id of this document or of another."""
        return f"{self.prefix}{docname or self.docname}#{identifier}"

    def label_of(self, node: nodes.Element) -> str | None:
        """Return the label that stands for all ids of a node, or None if it has none."""
        return self.name(node["ids"][0]) if node.get("ids") else None

    def location_of(self, node: nodes.Node) -> tuple[str, int | None]:
        """Return the document and the line of a node, or of the nearest node around it."""
        here: nodes.Node | None = node
        while here is not None and getattr(here, "line", None) is None:
            here = here.parent
        return (self.docname, here.line if here is not None else None)

    def text(self, node: nodes.Node) -> str:
        """Return what is printed of a node, to measure it by."""
        return node.astext()

    def write(self, node: nodes.Node) -> Markup:
        """Return one node as Typst code."""
        return self.writer(node, self)

    def inline(self, children: Iterable[nodes.Node] | nodes.Node) -> Markup:
        """Return nodes as one run of text."""
        return join(self.write(child) for child in _children(children))

    def blocks(self, children: Iterable[nodes.Node] | nodes.Node) -> Markup:
        """Return nodes one under another."""
        return stack(self.write(child) for child in _children(children))


def breaks(node: nodes.Element) -> dict[str, bool]:
    """Return the option that keeps a short list or box on one page, if it is short."""
    short = len(node.astext()) <= _SHORT and not any(True for _ in node.findall(_is_tall))
    return {"breaks": False} if short else {}


# Three lines of 汉字, half as many again of Latin letters: less would be torn in two.
_SHORT = 120


def _is_tall(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.image, nodes.table, nodes.literal_block, nodes.math_block))


Writer = Callable[[Any, Context], Markup]
"""Writes one kind of node."""

Table = dict[type[nodes.Node], Writer]
"""The kinds of nodes that a module writes."""


def _children(what: Iterable[nodes.Node] | nodes.Node) -> Iterable[nodes.Node]:
    return what.children if isinstance(what, nodes.Node) else what
