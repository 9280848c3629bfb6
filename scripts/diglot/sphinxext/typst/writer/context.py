"""What the writing functions of a document are given: where they are, and how to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.typst.writer.keeps import announces, begins_step
from diglot.sphinxext.typst.writer.page_classes import asks_for_page, may_turn_page, on_its_page
from diglot.sphinxext.typst.writer.scripts import LATIN, script_of
from diglot.typeset.markup import NOTHING, Markup, call, join, stack

Heading = tuple[int, Markup]
"""What the contents list of a heading where its chapter is typeset apart, and how deep it lies in
its document."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a node stands that is being written, and how what is inside it is written.

    Writers pass it on; for what lies deeper, `inside` makes a new one.
    """

    env: BuildEnvironment
    docname: str
    path: str
    """The document's file, relative to the folder of the sources: `typeset.marks` name it."""
    language: Language
    languages_by_script: Mapping[str, tuple[str, str | None]]
    """The `lang` and `region` of Typst that text in a script (han, latin) is set in."""
    images: Mapping[str, str]
    """The files of images beside the Typst sources, by their files in the project's sources."""
    notes: Mapping[str, nodes.footnote]
    """The footnotes that a mark in the text refers to, by their ids."""
    first_marks: frozenset[int]
    """The first mark of each of these footnotes, by `id()`: the note is written with it."""
    writer: Callable[[nodes.Node, Context], Markup]
    """Writes any node; `write` calls it."""
    builder: Builder
    extensions: Mapping[str, Callable[[Any, Context], Markup]] = field(default_factory=dict)
    """The writers of other extensions' nodes, by the names of the nodes' classes."""
    natural_sizes: Mapping[str, float] = field(default_factory=dict)
    """The longer side of each bitmap, in points, by its file in the project's sources."""
    depth: int = 0
    """How many sections the node is in."""
    plain: bool = False
    """Whether the node is in a title or caption. These are printed in several places, so that
    addresses of links are not put into notes there."""
    in_note: bool = False
    """Whether the node is in a footnote: an address stands there in full, not in another note."""
    in_cell: bool = False
    """Whether the node is in a cell of a table, where long words may have to break."""
    addresses: dict[str, int] | None = None
    """The addresses that are listed under a table of many links, with their numbers; None where
    each has a note of its own."""
    repeated: frozenset[str] = frozenset()
    """The addresses that several links of a section lead to."""
    label_prefix: str = ""
    """Begins every label, so that the two languages of a parallel text have different ones."""
    headings: list[tuple[Markup, Heading]] = field(default_factory=list)
    """The headings that have been written, each as it stands in the source and in the contents. It
    is filled on the way, in whatever order they are written."""

    @property
    def config(self) -> Config:
        """The project's settings."""
        return self.env.config

    def inside(
        self,
        *,
        depth: int | None = None,
        plain: bool | None = None,
        in_note: bool | None = None,
        in_cell: bool | None = None,
        addresses: dict[str, int] | None = None,
    ) -> Context:
        """Return the context of a part of the document; what is None stays as it is."""
        return replace(
            self,
            depth=self.depth if depth is None else depth,
            plain=self.plain if plain is None else plain,
            in_note=self.in_note if in_note is None else in_note,
            in_cell=self.in_cell if in_cell is None else in_cell,
            addresses=self.addresses if addresses is None else addresses,
        )

    def label(self, identifier: str, docname: str | None = None) -> str:
        """Return the Typst label of a node's id in this document, or in another."""
        return f"{self.label_prefix}{docname or self.docname}#{identifier}"

    def label_of(self, node: nodes.Element) -> str | None:
        """Return the label that stands for all ids of a node, or None if it has none."""
        return self.label(node["ids"][0]) if node.get("ids") else None

    def sides_of(self, node: nodes.Element) -> list[tuple[nodes.Element, Context]]:
        """Return a node in each language that is printed, with the context of that language."""
        return [(node, self)]

    def location_of(self, node: nodes.Node) -> tuple[str, int | None]:
        """Return the document and the line of a node, or of the nearest node around it."""
        here: nodes.Node | None = node
        while here is not None and getattr(here, "line", None) is None:
            here = here.parent
        return (self.docname, here.line if here is not None else None)

    def legend_of(self, _table: nodes.table, notes: Sequence[nodes.Node]) -> Markup | None:
        """Return what stands under a table, of which `notes` are the author's."""
        return self.blocks(notes) if notes else None

    def text(self, node: nodes.Node) -> str:
        """Return the text that is printed of a node, to estimate its width."""
        return node.astext()

    def printed(self, node: nodes.Element) -> Sequence[nodes.Element]:
        """Return what is printed of a node: itself."""
        return [node]

    def write(self, node: nodes.Node) -> Markup:
        """Return one node as Typst code."""
        return self.writer(node, self)

    def inline(self, children: Iterable[nodes.Node] | nodes.Node) -> Markup:
        """Return nodes as one run of text."""
        return join(self.write(child) for child in _children(children))

    def blocks(self, children: Iterable[nodes.Node] | nodes.Node) -> Markup:
        """Return nodes one under another."""
        return stack(block for _, block in self.each_block(children))

    def each_block(
        self, children: Iterable[nodes.Node] | nodes.Node
    ) -> list[tuple[nodes.Node, Markup]]:
        """Return each node with what is written of it, in order.

        What announces the next one stays on its page.
        """
        written = self.each_written(children)
        printed = [at for at, (_, block) in enumerate(written) if block != NOTHING]
        for at, then in pairwise(printed):
            node, block = written[at]
            in_item = isinstance(node.parent, nodes.list_item)
            # In an item without paragraphs, what announces a list is no block.
            if begins_step(node, written[then][0]) if in_item else announces(node):
                written[at] = (node, call("kept", block))
        return [(node, self._on_page(node, block)) for node, block in written]

    def _on_page(self, node: nodes.Node, block: Markup) -> Markup:
        """Return a block on the page that its classes ask for; warn where none can begin."""
        if not isinstance(node, nodes.Element) or not asks_for_page(node):
            return block
        if may_turn_page(node):
            return on_its_page(node, block)
        warn(
            Code.PAGE_CLASS,
            _("a block inside another one asks for a page of its own, or begins one"),
            at=self.location_of(node),
            hint=_("move it out of the list, box or table that it stands in"),
        )
        return block

    def each_written(
        self, children: Iterable[nodes.Node] | nodes.Node
    ) -> list[tuple[nodes.Node, Markup]]:
        """Return each node with what is written of it alone, in order."""
        return [(child, self.write(child)) for child in _children(children)]


def latin_language(ctx: Context) -> str:
    """Return the language (BCP 47) of words in an alphabet: the document's, or of foreign runs."""
    if script_of(ctx.language) == LATIN:
        return ctx.language.bcp47
    return "-".join(filter(None, ctx.languages_by_script[LATIN]))


def page_break_option(node: nodes.Element) -> dict[str, bool]:
    """Return the option of the theme that forbids page breaks, for a list or box that is short."""
    short = len(node.astext()) <= _SHORT and not any(True for _ in node.findall(is_tall))
    return {"breaks": False} if short else {}


# Characters: three lines of 汉字, one and a half of Latin letters.
_SHORT = 120


def is_tall(node: nodes.Node) -> bool:
    """Return whether a node may be much higher than its text is long."""
    return isinstance(node, (nodes.image, nodes.table, nodes.literal_block, nodes.math_block))


Writer = Callable[[Any, Context], Markup]
"""Returns one kind of node as Typst code."""

Writers = dict[type[nodes.Node], Writer]
"""Writers by the classes of the nodes they write."""


def _children(what: Iterable[nodes.Node] | nodes.Node) -> Iterable[nodes.Node]:
    return what.children if isinstance(what, nodes.Node) else what
