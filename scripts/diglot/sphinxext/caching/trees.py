"""Trees of docutils' nodes, walked, visited and grown with less ado."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

from docutils import nodes
from docutils.transforms import universal

from diglot.sphinxext.caching.saving import Saving

_Condition = type[nodes.Node] | Callable[[nodes.Node], bool] | None

# Whatever smart quotes could change holds one of these.
_TYPED_SIGNS = re.compile(r"""["'`\\&]|--|\.\.\.|\. \. \.""")


def _walking(stock: Callable[..., Iterator[nodes.Node]]) -> Callable[..., Iterator[nodes.Node]]:
    """Walk down a tree by a stack; docutils has a generator for each node, one in another."""

    def findall(
        self: nodes.Node,
        condition: _Condition = None,
        include_self: bool = True,
        descend: bool = True,
        siblings: bool = False,
        ascend: bool = False,
    ) -> Iterator[nodes.Node]:
        if not (include_self and descend) or siblings or ascend:
            return stock(self, condition, include_self, descend, siblings, ascend)
        return _of_class(self, condition) if isinstance(condition, type) else _that(self, condition)

    return findall


def _of_class(root: nodes.Node, cls: type[nodes.Node]) -> Iterator[nodes.Node]:
    if _has(root, cls):
        for node in _every(root):
            if isinstance(node, cls):
                yield node


def _has(root: nodes.Node, cls: type[nodes.Node]) -> bool:
    """Look through a tree in any order; most walks look for what a document has none of."""
    found = [root]
    for node in found:
        if isinstance(node, cls):
            return True
        found += node.children
    return False


def _that(root: nodes.Node, wanted: Callable[[nodes.Node], bool] | None) -> Iterator[nodes.Node]:
    for node in _every(root):
        if wanted is None or wanted(node):
            yield node


def _every(root: nodes.Node) -> Iterator[nodes.Node]:
    yield root
    # Lists are walked while their owners may change them, as docutils' own way does.
    open_lists = [iter(root.children)]
    while open_lists:
        for node in open_lists[-1]:
            yield node
            if node.children:
                open_lists.append(iter(node.children))
                break
        else:
            open_lists.pop()


def _walking_about(stock: Callable[..., bool]) -> Callable[..., bool]:
    """Visit a tree without composing a message at every step, which only debugging shows."""

    def walkabout(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
        if visitor.document.reporter.debug_flag:
            return stock(self, visitor)
        departs = True
        stops = False
        try:
            try:
                visitor.dispatch_visit(self)
            except nodes.SkipNode:
                return False
            except nodes.SkipDeparture:
                departs = False
            stops = _about_children(self, visitor)
        except nodes.SkipChildren:
            pass
        except nodes.StopTraversal:
            stops = True
        if departs:
            visitor.dispatch_departure(self)
        return stops

    return walkabout


def _about_children(node: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    try:
        for child in node.children[:]:
            if child.walkabout(visitor):
                return True
    except nodes.SkipSiblings:
        pass
    return False


def _setting_up(_stock: Callable[..., None]) -> Callable[..., None]:
    """Look the document up once for each child; docutils climbs up to it four times."""

    def setup_child(self: nodes.Node, child: nodes.Node) -> None:
        child.parent = self
        document = self.document
        if document is None:
            return
        child.document = document
        if child.source is None:
            child.source = document.current_source
        if child.line is None:
            child.line = document.current_line

    return setup_child


class _WithTypedSigns:
    """A document as smart quotes see it: the blocks of text that they could change."""

    def __init__(self, document: nodes.document) -> None:
        self._document = document

    def findall(self, condition: _Condition) -> Iterator[nodes.Node]:
        """Find what the document has, without the text that says what it shows."""
        for node in self._document.findall(condition):
            if _TYPED_SIGNS.search(node.astext()):
                yield node

    def __getattr__(self, name: str) -> Any:
        return getattr(self._document, name)


def _applying_to_some(stock: Callable[..., None]) -> Callable[..., None]:
    """Set no quotes and dashes where none were typed."""

    def apply(self: universal.SmartQuotes) -> None:
        document = self.document
        self.document = cast("nodes.document", _WithTypedSigns(document))
        try:
            stock(self)
        finally:
            self.document = document

    return apply


SAVINGS = (
    Saving(
        nodes.Node,
        "findall",
        ("self", "condition", "include_self", "descend", "siblings", "ascend"),
        _walking,
    ),
    Saving(nodes.Node, "walkabout", ("self", "visitor"), _walking_about),
    Saving(nodes.Node, "setup_child", ("self", "child"), _setting_up),
    Saving(universal.SmartQuotes, "apply", ("self",), _applying_to_some),
)
