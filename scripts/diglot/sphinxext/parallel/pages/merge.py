"""Merging: pairs of blocks become one doctree, which any HTML writer can write.

A block of running text is there twice, in the two sides of a pair. Where a block has a place of
its own (a heading, a term, a caption), it is there once and its text has two sides. A link leads
to both sides: the ids are the pair's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from docutils import nodes

from diglot.core.language import Language
from diglot.sphinxext.i18n.translate.marks import CLASSES
from diglot.sphinxext.parallel.interleave import Pair, Shape, Side
from diglot.sphinxext.parallel.pages.blocks import (
    copy_of,
    copy_without_ids,
    copy_without_number,
    has_place,
    ids_in,
    keep_ids,
    may_stand_twice,
    only_difference,
    own_classes,
)
from diglot.sphinxext.parallel.pages.sides import PAIR, block_side, inline_side, pair
from diglot.sphinxext.transforms.kinds import is_unseen

_MARKS = frozenset(CLASSES.values())
_LENGTH = len("pair-") + 8


@dataclass(slots=True)
class Merger:
    """Merges one document; `labels` are the titles of admonitions in each language, by kind."""

    languages: Mapping[Side, Language]
    labels: Mapping[Side, Mapping[str, str]]
    _ids: set[str] = field(default_factory=set)
    # A block that is merged again keeps its ids.
    _names: dict[nodes.Node, str] = field(default_factory=dict)
    _added: dict[nodes.Node, list[str]] = field(default_factory=dict)

    def merge(self, documents: Pair) -> nodes.document:
        """Return the document that shows both; the trees of `documents` stay as they are."""
        source = documents.source
        assert isinstance(source, nodes.document)  # noqa: S101 - that is what interleave pairs
        self._ids = {node_id for node in source.findall(nodes.Element) for node_id in node["ids"]}
        return self.merge_again(documents)

    def forget(self, block: nodes.Element) -> None:
        """Give back the ids of a block of the target that another one takes the place of."""
        self._ids.difference_update(self._added.pop(block, ()))

    def is_numbered(self, block: nodes.Element) -> bool:
        """Whether a block of the source, or one in it, shares its name with others.

        Which of them has which number depends on the order in which they are merged.
        """
        inside = {node: _name_of(node) for node in block.findall(nodes.TextElement)}
        mine = set(inside.values())
        others = (name for node, name in self._names.items() if node not in inside)
        return any(name[:_LENGTH] in mine for name in others)

    def merge_again(self, documents: Pair) -> nodes.document:
        """Return a part of the documents that were merged last, with the ids that it had there.

        `documents` is their pair with some of its parts; the nodes must be the same, or in the
        place of those that were there.
        """
        source = documents.source
        assert isinstance(source, nodes.document)  # noqa: S101 - that is what interleave pairs
        document = source.copy()
        document += self._inside(documents)
        return document

    def _inside(self, container: Pair) -> Iterator[nodes.Node]:
        if container.parts:
            yield from (self._merged(part) for part in container.parts)
            return
        # A document that is empty in one language has no pairs.
        source, target = _both(container)
        yield from (self._alone(Pair(Shape.ALONE, child, None)) for child in source.children)
        yield from (self._alone(Pair(Shape.ALONE, None, child)) for child in target.children)

    def _merged(self, blocks: Pair) -> nodes.Node:
        return _BY_SHAPE[blocks.shape](self, blocks)

    # --- one shape each

    def _nest(self, blocks: Pair) -> nodes.Node:
        source, target = _both(blocks)
        shell = source.copy()
        label = self._label(blocks)
        if label is not None:
            # The writer would give it a title in one language.
            shell = nodes.admonition("", **source.attributes)
            shell["classes"] = [*source["classes"], source.tagname]
            shell += label
        # What is inside it brings its own.
        shell["ids"] = [*source["ids"], *self._new_ids(target, target["ids"])]
        shell += self._inside(blocks)
        return shell

    def _once(self, blocks: Pair) -> nodes.Node:
        source, target = blocks.source, blocks.target
        assert source is not None  # noqa: S101 - it is there in both
        assert target is not None  # noqa: S101 - as above
        copy = copy_of(source)
        # They look the same, so that they hold the same images in the same order.
        for image, translated in zip(
            copy.findall(nodes.image), target.findall(nodes.image), strict=True
        ):
            texts = dict.fromkeys(filter(None, (image.get("alt"), translated.get("alt"))))
            if texts:
                image["alt"] = " / ".join(texts)
        return copy

    def _untranslated(self, blocks: Pair) -> nodes.Node:
        source, target = _both(blocks)
        copy = copy_of(source)
        assert isinstance(copy, nodes.Element)  # noqa: S101 - the copy of one
        marks = [name for name in target["classes"] if name in _MARKS]
        # A reader of the target alone has a page in that language around it.
        language = f"language-{self.languages[Side.SOURCE].bcp47}"
        copy["classes"] += [*(marks or ["diglot-untranslated"]), language]
        return copy

    def _alone(self, blocks: Pair) -> nodes.Node:
        side = Side.SOURCE if blocks.source is not None else Side.TARGET
        copy = copy_of(blocks.node)
        if side is Side.TARGET and isinstance(blocks.node, nodes.Element):
            keep_ids(copy, self._new_ids(blocks.node))
        if isinstance(copy, nodes.Element) and not is_unseen(copy):
            language = self.languages[side]
            copy["classes"] += [
                "diglot-alone",
                f"diglot-{side.value}",
                f"language-{language.bcp47}",
            ]
        return copy

    def _beside(self, blocks: Pair) -> nodes.Node:
        source, target = _both(blocks)
        if is_unseen(source):  # the source's is enough
            return copy_of(source)
        ids = [*ids_in(source), *self._new_ids(target)]
        if not may_stand_twice(source):
            return self._with_sides(source, target, ids)
        copies = copy_without_ids(source), copy_without_ids(target)
        if isinstance(source, nodes.math_block) and source.get("number"):
            # Writers look a number up by the id that it stands beside.
            copies = copy_of(source), copy_without_number(target)
            ids = [node_id for node_id in ids if node_id not in source["ids"]]
        merged = pair("", ids=ids or [self._name(source)])
        for side, node in zip(Side, copies, strict=True):
            merged += block_side("", node, **self._side(side))
        return merged

    # --- parts of them

    def _with_sides(
        self, source: nodes.Element, target: nodes.Element, ids: list[str]
    ) -> nodes.Element:
        shell = source.copy()
        shell["ids"] = ids or ([] if has_place(source) else [self._name(source)])
        shell["classes"] = [*own_classes(source), PAIR]
        shell += self._texts(source, target)
        return shell

    def _texts(self, source: nodes.Element, target: nodes.Element) -> Iterator[nodes.Node]:
        """Yield what a block holds: its text in two sides, and what surrounds that once."""
        different = only_difference(source, target)
        if different is None:
            for side, node in zip(Side, (source, target), strict=True):
                children = [copy_without_ids(child) for child in node.children]
                yield inline_side("", "", *children, **self._side(side))
            return
        for at, child in enumerate(source.children):
            if at != different:
                yield copy_without_ids(child)
            elif isinstance(child, nodes.Element):
                translated = target.children[at]
                assert isinstance(translated, nodes.Element)  # noqa: S101 - of the same kind
                shell = child.copy()
                shell["ids"] = []
                shell["classes"] = own_classes(child)
                shell += self._texts(child, translated)
                yield shell

    def _label(self, blocks: Pair) -> nodes.title | None:
        kind = blocks.kind
        words = {side: labels.get(kind) for side, labels in self.labels.items()}
        if not isinstance(blocks.node, nodes.Admonition) or None in words.values():
            return None
        if len(set(words.values())) == 1:
            return nodes.title("", str(words[Side.SOURCE]))
        sides = (inline_side("", str(words[side]), **self._side(side)) for side in Side)
        return nodes.title("", "", *sides, classes=[PAIR])

    def _side(self, side: Side) -> dict[str, str]:
        return {"side": side.value, "lang": self.languages[side].bcp47}

    def _new_ids(self, node: nodes.Element, ids: Iterable[str] | None = None) -> list[str]:
        """Return the ids of a block that only the target has, each once; `ids` if not all in it."""
        if node not in self._added:
            wanted = ids_in(node) if ids is None else ids
            self._added[node] = [node_id for node_id in wanted if node_id not in self._ids]
            self._ids.update(self._added[node])
        return self._added[node]

    def _name(self, node: nodes.Element) -> str:
        """Return an id for a block without one: the same as long as its text is the same."""
        if node in self._names:
            return self._names[node]
        own, number = _name_of(node), 1
        name = own
        while name in self._ids:
            number += 1
            name = f"{own}-{number}"
        self._ids.add(name)
        self._names[node] = name
        return name


def _name_of(node: nodes.Node) -> str:
    return f"pair-{sha256(node.astext().encode()).hexdigest()}"[:_LENGTH]


_BY_SHAPE = {
    Shape.NEST: Merger._nest,
    Shape.ONCE: Merger._once,
    Shape.UNTRANSLATED: Merger._untranslated,
    Shape.ALONE: Merger._alone,
    Shape.BESIDE: Merger._beside,
}


def _both(blocks: Pair) -> tuple[nodes.Element, nodes.Element]:
    source, target = blocks.source, blocks.target
    assert isinstance(source, nodes.Element)  # noqa: S101 - only ALONE lacks a side
    assert isinstance(target, nodes.Element)  # noqa: S101 - as above
    return source, target
