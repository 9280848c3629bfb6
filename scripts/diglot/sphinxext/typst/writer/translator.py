"""The translator that handlers of an extension's node are given."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.transforms.kinds import holds_blocks
from diglot.sphinxext.typst.writer.context import Context, Writer
from diglot.typeset.markup import Markup, Value, call, join, literal, stack


class TypstTranslator:
    """Writes one node; `visit` and `depart` of ``app.add_node(node, typst=…)`` are given it.

    It collects Typst code for the node: what `visit` adds, then what the children are, then what
    `depart` adds. A Markup is Typst code; any other string is text and is printed as it is, so
    that no text of a document can become code. Each node has a translator of its own.
    """

    def __init__(self, node: nodes.Element, ctx: Context, stock: Writer) -> None:
        self._node, self._ctx, self._stock = node, ctx, stock
        self._pieces: list[Markup] = []

    @property
    def builder(self) -> Builder:
        """The builder `typst`."""
        return self._ctx.builder

    @property
    def env(self) -> BuildEnvironment:
        """The environment of the document's language."""
        return self._ctx.env

    @property
    def config(self) -> Config:
        """The settings of conf.py."""
        return self._ctx.config

    @property
    def docname(self) -> str:
        """The name of the document."""
        return self._ctx.docname

    @property
    def language(self) -> str:
        """The language of the node as conf.py names it, such as ``zh_CN``.

        It is the source's where a node is written once around the text of two languages.
        """
        return self._ctx.language.tag

    @property
    def body(self) -> Markup:
        """What has been added for the node so far, as one piece of Typst code."""
        return join(self._pieces) if is_inline(self._node) else stack(self._pieces)

    def add(self, *pieces: Markup | str) -> None:
        """Add code (a Markup) or text (any other string) for the node."""
        for piece in pieces:
            if not isinstance(piece, str):
                raise TypeError(f"a Markup or a string was expected, not {piece!r}")
            self._pieces.append(literal(piece))

    def wrap(self, function: str | Markup, *arguments: Value, **named: Value) -> None:
        """Put all that was added so far into a call, as its last argument by position.

        `function` and the arguments are those of `diglot.typst.call`. In `depart`, this wraps
        the children.
        """
        self._pieces = [call(function, *arguments, self.body, **named)]

    def inline(self, children: Iterable[nodes.Node] | nodes.Node) -> Markup:
        """Return nodes, or the children of a node, as one run of text."""
        return self._ctx.inline(children)

    def blocks(self, children: Iterable[nodes.Node] | nodes.Node) -> Markup:
        """Return nodes, or the children of a node, as blocks one under another."""
        return self._ctx.blocks(children)

    def stock(self) -> Markup:
        """Return what diglot itself would write for the node and its children."""
        return self._stock(self._node, self._ctx)


def is_inline(node: nodes.Element) -> bool:
    """Return whether a node holds text rather than blocks."""
    return isinstance(node, nodes.Inline) or not holds_blocks(node)


def contents(node: nodes.Element, ctx: Context) -> Markup:
    """Return the children of a node, as text or as blocks."""
    return ctx.inline(node) if is_inline(node) else ctx.blocks(node)
