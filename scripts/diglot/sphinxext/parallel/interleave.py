"""Interleaving: two resolved doctrees as one tree of paired blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.i18n.translate.marks import CLASSES
from diglot.sphinxext.parallel.align import Key, align
from diglot.sphinxext.transforms.kinds import holds_blocks, is_unseen
from diglot.sphinxext.typst.writer.grouped import last_blocks


class Shape(Enum):
    """How the two sides of a pair relate to each other."""

    NEST = "nest"
    """A container of the same kind in both; what it holds is paired in `parts`."""
    BESIDE = "beside"
    """A block of text, or a picture, with its translation."""
    ONCE = "once"
    """The same in both: readers need it once, across both columns."""
    UNTRANSLATED = "untranslated"
    """The target still shows the source's text: once, marked as not translated."""
    ALONE = "alone"
    """Only one of the two languages has it."""


class Side(Enum):
    """One of the two languages of a pair."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A block in both languages.

    `source` and `target` are the nodes of the doctrees themselves, their parents intact, so
    that a writer can render either side as it renders it alone. Both are there unless the
    shape is ALONE. Only a NEST has `parts`: the children of both, in order.
    """

    shape: Shape
    source: nodes.Node | None
    target: nodes.Node | None
    parts: tuple[Pair, ...] = ()

    @property
    def node(self) -> nodes.Node:
        """The source's block, or the target's where there is no other."""
        node = self.source if self.source is not None else self.target
        assert node is not None  # noqa: S101 - a pair of nothing is never made
        return node

    @property
    def kind(self) -> str:
        """The docutils name of the block, such as ``paragraph`` or ``table``."""
        return _kind(self.node)

    def side(self, side: Side) -> nodes.Node | None:
        """Return one side."""
        return self.source if side is Side.SOURCE else self.target

    def walk(self) -> Iterator[Pair]:
        """Yield the pair and all pairs inside it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


def interleave(source: nodes.document, target: nodes.document) -> Pair:
    """Return two resolved doctrees of the same document as one; neither is changed.

    Each block of both is in the result once, in order: in a pair of its own or inside one that
    is not a NEST. Where the trees differ, blocks are aligned by kind and line; a block without a
    match is ALONE (see `unpaired`).
    """
    return pair_of(source, target)


def unpaired(pair: Pair) -> Iterator[Pair]:
    """Yield each block that readers see in one language only."""
    return (part for part in pair.walk() if part.shape is Shape.ALONE and not is_unseen(part.node))


# These hold a document together and stay open, whatever they hold; admonitions have a title in
# each language even where their text is the same.
OPEN = (nodes.document, nodes.section, addnodes.start_of_file, nodes.Admonition, last_blocks)
"""Containers that are a NEST wherever both languages have them."""
# Attributes that may differ, between languages or between two readings of one file, in blocks
# that look the same.
_INVISIBLE = frozenset(
    {
        "alt",
        "backrefs",
        "classes",
        "dupnames",
        "ids",
        "label",
        "names",
        "original_uri",
        "reftitle",
        "source",
        "translated",
    }
)
_MARKS = frozenset(CLASSES.values())


def pair_of(source: nodes.Node, target: nodes.Node) -> Pair:
    """Return two blocks that belong together as `interleave` pairs them."""
    if not (holds_blocks(source) and holds_blocks(target)) or not (
        source.children or target.children
    ):
        return Pair(_shape_of_leaves(source, target), source, target)
    parts = tuple(_parts(source.children, target.children))
    shape = Shape.NEST if isinstance(source, OPEN) else _shape_of_parts(source, target, parts)
    return Pair(shape, source, target, parts if shape is Shape.NEST else ())


def _parts(source: Sequence[nodes.Node], target: Sequence[nodes.Node]) -> Iterator[Pair]:
    for a, b in align([_key(node) for node in source], [_key(node) for node in target]):
        if a is not None and b is not None:
            yield pair_of(source[a], target[b])
        elif a is not None:
            yield Pair(Shape.ALONE, source[a], None)
        elif b is not None:
            yield Pair(Shape.ALONE, None, target[b])


def _shape_of_leaves(source: nodes.Node, target: nodes.Node) -> Shape:
    if isinstance(target, nodes.Element) and _MARKS & set(target["classes"]):
        return Shape.UNTRANSLATED
    if not _same(source, target):
        return Shape.BESIDE
    # Where Sphinx translates and not diglot, an attribute shows what was not translated.
    skipped = isinstance(target, nodes.Element) and target.get("translated") is False
    return Shape.UNTRANSLATED if skipped else Shape.ONCE


def _shape_of_parts(source: nodes.Element, target: nodes.Element, parts: tuple[Pair, ...]) -> Shape:
    """Return NEST, or the one shape that does for everything inside."""
    shapes = {part.shape for part in parts}
    if not shapes <= {Shape.ONCE, Shape.UNTRANSLATED} or not same_shell(source, target):
        return Shape.NEST
    return Shape.UNTRANSLATED if Shape.UNTRANSLATED in shapes else Shape.ONCE


def _key(node: nodes.Node) -> Key:
    return Key(_kind(node) + _page_of(node), _line(node), seen=not is_unseen(node))


def _line(node: nodes.Node) -> int | None:
    """Return the line of a block, or of the first one inside it that has any, as of a signature."""
    return next((part.line for part in node.findall() if part.line is not None), None)


def _page_of(node: nodes.Node) -> str:
    """Return where an entry of contents leads, which may be there in one language only."""
    if not isinstance(node, nodes.list_item):
        return ""
    if not any(name.startswith("toctree-l") for name in node["classes"]):
        return ""
    link = next(node.findall(nodes.reference), None)
    return f" {link.get('refuri', '')}" if link is not None else ""


def _kind(node: nodes.Node) -> str:
    return str(getattr(node, "tagname", type(node).__name__))


def _same(source: nodes.Node, target: nodes.Node) -> bool:
    """Whether two blocks look the same to a reader of either language."""
    if not isinstance(source, nodes.Element) or not isinstance(target, nodes.Element):
        return type(source) is type(target) and str(source) == str(target)
    return (
        same_shell(source, target)
        and len(source.children) == len(target.children)
        and all(map(_same, source.children, target.children))
    )


def same_shell(source: nodes.Node | None, target: nodes.Node | None) -> bool:
    """Return whether two nodes are of one class and look the same but for their children."""
    if not isinstance(source, nodes.Element) or not isinstance(target, nodes.Element):
        return False
    return type(source) is type(target) and _seen_attributes(source) == _seen_attributes(target)


def _seen_attributes(node: nodes.Element) -> dict[str, Any]:
    return {name: value for name, value in node.attributes.items() if name not in _INVISIBLE}
