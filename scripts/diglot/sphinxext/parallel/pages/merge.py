"""Weaving: pairs of blocks become one doctree, which any HTML writer can write.

A block of running text stands twice, in two halves of a pair. Where a block has a place of its
own (a heading, a term, a caption), it stands once and its text is in halves. Both halves belong
to one place: its ids are the pair's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from docutils import nodes
from sphinx import addnodes

from diglot.core.language import Language
from diglot.sphinxext.html.popovers.blocks import PREFIX
from diglot.sphinxext.i18n.translate.marks import CLASSES
from diglot.sphinxext.parallel.interleave import Pair, Shape, Side
from diglot.sphinxext.parallel.pages.sides import PAIR, half, inline_half, pair

# Text that may stand as a block of its own wherever it is found.
_BLOCKS = (nodes.paragraph, nodes.FixedTextElement, nodes.math_block)
# What nobody sees: the source's is enough.
_UNSEEN = (nodes.Invisible, nodes.meta)
_MARKS = frozenset(CLASSES.values())


@dataclass(slots=True)
class Weaver:
    """Weaves one document; `labels` are the titles of admonitions in each language, by kind."""

    languages: Mapping[Side, Language]
    labels: Mapping[Side, Mapping[str, str]]
    _ids: set[str] = field(default_factory=set)

    def weave(self, whole: Pair) -> nodes.document:
        """Return the document that shows both; the trees of `whole` stay as they are."""
        source = whole.source
        assert isinstance(source, nodes.document)  # noqa: S101 - that is what interleave pairs
        self._ids = {node_id for node in source.findall(nodes.Element) for node_id in node["ids"]}
        document = source.copy()
        document += self._inside(whole)
        return document

    def _inside(self, whole: Pair) -> Iterator[nodes.Node]:
        if whole.parts:
            yield from (self._woven(part) for part in whole.parts)
            return
        # A document that is empty in one language has no pairs.
        source, target = _both(whole)
        yield from (self._alone(Pair(Shape.ALONE, child, None)) for child in source.children)
        yield from (self._alone(Pair(Shape.ALONE, None, child)) for child in target.children)

    def _woven(self, one: Pair) -> nodes.Node:
        return _WEAVERS[one.shape](self, one)

    # --- one shape each

    def _nest(self, one: Pair) -> nodes.Node:
        source, target = _both(one)
        shell = source.copy()
        label = self._label(one)
        if label is not None:
            # The writer would give it a title in one language.
            shell = nodes.admonition("", **source.attributes)
            shell["classes"] = [*source["classes"], source.tagname]
            shell += label
        shell["ids"] = [*source["ids"], *self._new_ids(target)]
        shell += self._inside(one)
        return shell

    def _once(self, one: Pair) -> nodes.Node:
        source, target = one.source, one.target
        assert source is not None  # noqa: S101 - it is there in both
        copy = _bare(source)
        if isinstance(copy, nodes.image) and isinstance(target, nodes.image):
            texts = dict.fromkeys(filter(None, (source.get("alt"), target.get("alt"))))  # type: ignore[attr-defined]  # an image
            if texts:
                copy["alt"] = " / ".join(texts)
        return copy

    def _untranslated(self, one: Pair) -> nodes.Node:
        source, target = _both(one)
        copy = _bare(source)
        assert isinstance(copy, nodes.Element)  # noqa: S101 - the copy of one
        marks = [name for name in target["classes"] if name in _MARKS]
        # A reader of the target alone has a page in that language around it.
        language = f"language-{self.languages[Side.SOURCE].bcp47}"
        copy["classes"] += [*(marks or ["diglot-untranslated"]), language]
        return copy

    def _alone(self, one: Pair) -> nodes.Node:
        side = Side.SOURCE if one.source is not None else Side.TARGET
        copy = _bare(one.node)
        if isinstance(copy, nodes.Element) and not isinstance(copy, _UNSEEN):
            language = self.languages[side]
            copy["classes"] += [
                "diglot-alone",
                f"diglot-{side.value}",
                f"language-{language.bcp47}",
            ]
        return copy

    def _beside(self, one: Pair) -> nodes.Node:
        source, target = _both(one)
        if isinstance(source, _UNSEEN):
            return _bare(source)
        ids = [*_ids_in(source), *self._new_ids(target)]
        if not _is_block(source):
            return self._in_halves(source, target, ids)
        halves = _without_ids(source), _without_ids(target)
        if isinstance(source, nodes.math_block) and source.get("number"):
            # Writers look a number up by the id that it stands beside.
            halves = _bare(source), _unnumbered(target)
            ids = [one for one in ids if one not in source["ids"]]
        woven = pair("", ids=ids or [self._name(source)])
        for side, node in zip((Side.SOURCE, Side.TARGET), halves, strict=True):
            woven += half("", node, **self._side(side))
        return woven

    # --- parts of them

    def _in_halves(
        self, source: nodes.Element, target: nodes.Element, ids: list[str]
    ) -> nodes.Element:
        shell = source.copy()
        shell["ids"] = ids or ([] if _has_place(source) else [self._name(source)])
        shell["classes"] = [*_own_classes(source), PAIR]
        shell += self._texts(source, target)
        return shell

    def _texts(self, source: nodes.Element, target: nodes.Element) -> Iterator[nodes.Node]:
        """Yield what a block holds: its text in halves, and what surrounds that once."""
        different = _only_difference(source, target)
        if different is None:
            for side, node in ((Side.SOURCE, source), (Side.TARGET, target)):
                children = [_without_ids(child) for child in node.children]
                yield inline_half("", "", *children, **self._side(side))
            return
        for at, child in enumerate(source.children):
            if at != different:
                yield _without_ids(child)
            elif isinstance(child, nodes.Element):
                theirs = target.children[at]
                assert isinstance(theirs, nodes.Element)  # noqa: S101 - of the same kind
                shell = child.copy()
                shell["ids"] = []
                shell["classes"] = _own_classes(child)
                shell += self._texts(child, theirs)
                yield shell

    def _label(self, one: Pair) -> nodes.title | None:
        kind = one.kind
        words = {side: labels.get(kind) for side, labels in self.labels.items()}
        if not isinstance(one.node, nodes.Admonition) or None in words.values():
            return None
        if len(set(words.values())) == 1:
            return nodes.title("", str(words[Side.SOURCE]))
        halves = (
            inline_half("", str(words[side]), **self._side(side))
            for side in (Side.SOURCE, Side.TARGET)
        )
        return nodes.title("", "", *halves, classes=[PAIR])

    def _side(self, side: Side) -> dict[str, str]:
        return {"side": side.value, "lang": self.languages[side].bcp47}

    def _new_ids(self, node: nodes.Element) -> list[str]:
        """Return the ids of a block that only the target has, each once."""
        new = [node_id for node_id in _ids_in(node) if node_id not in self._ids]
        self._ids.update(new)
        return new

    def _name(self, node: nodes.Element) -> str:
        """Return an id for a block without one: the same as long as its text is the same."""
        digest = sha256(node.astext().encode()).hexdigest()[:8]
        name, number = f"pair-{digest}", 1
        while name in self._ids:
            number += 1
            name = f"pair-{digest}-{number}"
        self._ids.add(name)
        return name


_WEAVERS = {
    Shape.NEST: Weaver._nest,
    Shape.ONCE: Weaver._once,
    Shape.UNTRANSLATED: Weaver._untranslated,
    Shape.ALONE: Weaver._alone,
    Shape.BESIDE: Weaver._beside,
}


def _both(one: Pair) -> tuple[nodes.Element, nodes.Element]:
    source, target = one.source, one.target
    assert isinstance(source, nodes.Element)  # noqa: S101 - only ALONE lacks a half
    assert isinstance(target, nodes.Element)  # noqa: S101 - as above
    return source, target


def _only_difference(source: nodes.Element, target: nodes.Element) -> int | None:
    """Return which element alone differs between two blocks that hold nothing but elements.

    None where there is text beside them, or where more than the text of one differs. Such are
    the entries of contents, which are one link, and headings with an icon.
    """
    ours, theirs = source.children, target.children
    if len(ours) != len(theirs) or not all(isinstance(child, nodes.Element) for child in ours):
        return None
    found = [at for at, pair in enumerate(zip(ours, theirs, strict=True)) if not _same(*pair)]
    if len(found) != 1:
        return None
    one, other = ours[found[0]], theirs[found[0]]
    if type(one) is not type(other) or not isinstance(one, nodes.TextElement):
        return None
    places = ("refuri", "refid", "anchorname")
    assert isinstance(other, nodes.Element)  # noqa: S101 - of the same type
    return found[0] if all(one.get(name) == other.get(name) for name in places) else None


def _same(source: nodes.Node, target: nodes.Node) -> bool:
    return _without_ids(source).pformat() == _without_ids(target).pformat()


def _is_block(node: nodes.Element) -> bool:
    """Whether a block may stand twice; entries of contents are paragraphs by name only."""
    if not isinstance(node, nodes.TextElement):
        return True
    return isinstance(node, _BLOCKS) and not isinstance(node, addnodes.compact_paragraph)


def _bare(node: nodes.Node) -> nodes.Node:
    """Return a copy of a block without the names that single sites give to blocks."""
    copy = node.deepcopy()
    for element in copy.findall(nodes.Element):
        element["classes"] = _own_classes(element)
    return copy


def _without_ids(node: nodes.Node) -> nodes.Node:
    copy = _bare(node)
    for element in copy.findall(nodes.Element):
        element["ids"] = []
    return copy


def _unnumbered(node: nodes.Element) -> nodes.Node:
    copy = _without_ids(node)
    assert isinstance(copy, nodes.Element)  # noqa: S101 - the copy of one
    copy["number"] = None
    return copy


def _own_classes(node: nodes.Element) -> list[str]:
    return [name for name in node["classes"] if not name.startswith(PREFIX)]


def _ids_in(node: nodes.Element) -> list[str]:
    """Return the ids of a block and of all that is inside it, in order."""
    return [node_id for element in node.findall(nodes.Element) for node_id in element["ids"]]


def _has_place(node: nodes.Element) -> bool:
    """Whether what holds a block has the id that leads to it."""
    return isinstance(node.parent, nodes.Element) and bool(node.parent["ids"])
