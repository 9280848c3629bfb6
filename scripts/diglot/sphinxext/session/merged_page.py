"""A page in both languages as it was written, whose blocks are merged again one message at a time.

What readers see of a block depends on what is around it: a list that is not translated at all is
shown once, and is two columns as soon as one of its entries is translated. So what is merged again
is the block, or the whole of the list or table that it is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from docutils import nodes

from diglot.sphinxext.parallel.interleave import OPEN, Pair, Shape, pair_of
from diglot.sphinxext.parallel.pages.merge import Merger
from diglot.sphinxext.session.message_names import PREFIX

PART = "diglot-desk-part"
"""The class of a part of the page that stays in its place."""


class Changed(NamedTuple):
    """The parts that a message is shown in, inside of what is around them: before and now."""

    before: list[nodes.document]
    after: list[nodes.document]


class MergedPage:
    """The pair of documents that a page was merged of, and what merged them."""

    def __init__(self, documents: Pair, merger: Merger) -> None:
        self._documents, self._merger = documents, merger
        # The pairs by their sources, and the sources by their targets.
        self._pairs: dict[nodes.Node, Pair] = {}
        self._sources: dict[nodes.Node, nodes.Element] = {}
        self._note(documents)
        assert documents.target is not None  # noqa: S101 - interleave pairs two documents
        self._blocks = _named_in(documents.target)

    def replace(self, name: str, document: nodes.document) -> Changed | None:
        """Put the blocks of a message, by their class, in the place of those of the target.

        None where the page may change in other places, too; then nothing was put there.
        """
        former, fresh = self._blocks.get(name, []), _named_in(document).get(name, [])
        parts = [self._part_around(block) for block in former]
        kinds = [type(block) for block in former]
        if not former or None in parts or kinds != [type(block) for block in fresh]:
            return None
        for block, now in zip(former, fresh, strict=True):
            now.line = block.line
        _swap(former, fresh)
        again = [self._paired_again(pair, former, fresh) for pair in parts if pair]
        _swap(fresh, former)
        paired = _outermost(filter(None, again))
        if None in again:
            return None
        before = [self._merged(self._pairs[pair.node]) for pair in paired]
        _swap(former, fresh)
        for block in former:
            self._merger.forget(block)
        for pair in paired:
            self._forget(pair)
            self._note(pair)
        self._blocks |= {name: fresh}
        return Changed(before, [self._merged(pair) for pair in paired])

    def _note(self, documents: Pair) -> None:
        for pair in documents.walk():
            if isinstance(pair.source, nodes.Element) and isinstance(pair.target, nodes.Element):
                self._pairs[pair.source] = pair
                self._sources[pair.target] = pair.source

    def _forget(self, pair: Pair) -> None:
        """Forget what was paired inside of the source of a pair, and itself."""
        for node in pair.node.findall(nodes.Element):
            former = self._pairs.pop(node, None)
            if former and isinstance(former.target, nodes.Element):
                self._sources.pop(former.target, None)

    def _part_around(self, block: nodes.Element) -> Pair | None:
        """Return the smallest pair that a block of the target is in; None where it is alone."""
        node: nodes.Element | None = block
        while node is not None and node not in self._sources:
            node = node.parent
        pair = None if node is None else self._pairs[self._sources[node]]
        # One that holds a block without a match has pairs of its own.
        return None if pair is None or pair.shape is Shape.NEST else pair

    def _paired_again(
        self, pair: Pair, former: list[nodes.Element], fresh: list[nodes.Element]
    ) -> Pair | None:
        """Return what a pair is now, or what is around it, where that looks otherwise, too.

        None where other blocks may have other ids for it.
        """
        source, target = pair.source, pair.target
        assert isinstance(source, nodes.Element)  # noqa: S101 - others are not noted
        assert isinstance(target, nodes.Element)  # noqa: S101 - as above
        target = dict(zip(former, fresh, strict=True)).get(target, target)
        result = pair_of(source, target)
        if result.shape is pair.shape and not _is_in_table(source):
            return result
        # What is the same in both languages may be shown once with much around it.
        is_once = result.shape is Shape.ONCE
        if result.shape is not pair.shape and (is_once or self._merger.is_numbered(source)):
            return None
        for node in _around(source):
            around = self._pairs[node]
            if isinstance(node, OPEN) or around.target is None:
                break
            result = pair_of(node, around.target)
        return result

    def _merged(self, pair: Pair) -> nodes.document:
        """Return a part of the page, merged, inside of what is around it."""
        depth, chain = 0, pair
        while (parent := chain.node.parent) is not None:
            around = self._pairs[parent]
            chain = Pair(Shape.NEST, around.source, around.target, (chain,))
            depth += 1
        document = self._merger.merge_again(chain)
        part: nodes.Node = document
        for _level in range(depth):
            part = part.children[-1]
        assert isinstance(part, nodes.Element)  # noqa: S101 - pairs of texts are not noted
        part["classes"].append(PART)
        return document


def _named_in(tree: nodes.Node) -> dict[str, list[nodes.Element]]:
    """Return the blocks that show messages, by the classes that name these."""
    found: dict[str, list[nodes.Element]] = {}
    for node in tree.findall(nodes.Element):
        for name in node["classes"]:
            if name.startswith(PREFIX):
                found.setdefault(name, []).append(node)
    return found


def _swap(there: Iterable[nodes.Element], instead: Iterable[nodes.Element]) -> None:
    for node, other in zip(there, instead, strict=True):
        node.parent.replace(node, other)


def _outermost(pairs: Iterable[Pair]) -> list[Pair]:
    """Return pairs, each once, without those that are inside of another."""
    by_source = {pair.source: pair for pair in pairs}
    return [
        pair
        for pair in by_source.values()
        if not any(node in by_source for node in _around(pair.node))
    ]


def _around(node: nodes.Node) -> Iterator[nodes.Node]:
    while (node := node.parent) is not None:
        yield node


def _is_in_table(node: nodes.Node) -> bool:
    """Whether a block is aligned by whatever else stands in its column."""
    return any(isinstance(around, nodes.table) for around in _around(node))
