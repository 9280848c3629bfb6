"""What merging asks of a block of one language, and the copies that it makes of it."""

from __future__ import annotations

from collections.abc import Container

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.html.popovers.blocks import PREFIX

# Text that may stand as a block of its own wherever it is found.
_BLOCKS = (nodes.paragraph, nodes.FixedTextElement, nodes.math_block)
# The attributes that say where a link leads.
_PLACES = ("refuri", "refid", "anchorname")


def only_difference(source: nodes.Element, target: nodes.Element) -> int | None:
    """Return the index of the only child that differs between two blocks made of elements.

    Examples are the entries of contents, which are one link, and headings with an icon. None
    where a block has text of its own, or where more than the text of one child differs.
    """
    children = source.children
    if len(children) != len(target.children):
        return None
    if not all(isinstance(child, nodes.Element) for child in children):
        return None
    pairs = list(zip(children, target.children, strict=True))
    different = [at for at, pair in enumerate(pairs) if not _same(*pair)]
    if len(different) != 1:
        return None
    child, translated = pairs[different[0]]
    if type(child) is not type(translated) or not isinstance(child, nodes.TextElement):
        return None
    assert isinstance(translated, nodes.Element)  # noqa: S101 - of the same type
    same_place = all(child.get(name) == translated.get(name) for name in _PLACES)
    return different[0] if same_place else None


def _same(source: nodes.Node, target: nodes.Node) -> bool:
    return copy_without_ids(source).pformat() == copy_without_ids(target).pformat()


def may_stand_twice(node: nodes.Element) -> bool:
    """Whether a block may stand twice; entries of contents are paragraphs by name only."""
    if not isinstance(node, nodes.TextElement):
        return True
    if isinstance(node, nodes.reference):
        # A link that is a block holds a picture, and writers want no more than one in it.
        return not isinstance(node.parent, nodes.TextElement)
    return isinstance(node, _BLOCKS) and not isinstance(node, addnodes.compact_paragraph)


def copy_of(node: nodes.Node) -> nodes.Node:
    """Return a copy of a block without the classes that name messages on single sites."""
    copy = node.deepcopy()
    for element in copy.findall(nodes.Element):
        element["classes"] = own_classes(element)
    return copy


def copy_without_ids(node: nodes.Node) -> nodes.Node:
    """Return such a copy without ids, for a page that has them elsewhere."""
    copy = copy_of(node)
    for element in copy.findall(nodes.Element):
        element["ids"] = []
    return copy


def copy_without_number(node: nodes.Element) -> nodes.Node:
    """Return such a copy without ids and without the number of an equation."""
    copy = copy_without_ids(node)
    assert isinstance(copy, nodes.Element)  # noqa: S101 - the copy of one
    copy["number"] = None
    return copy


def own_classes(node: nodes.Element) -> list[str]:
    """Return the classes of a block but those that name its message on single sites."""
    return [name for name in node["classes"] if not name.startswith(PREFIX)]


def ids_in(node: nodes.Element) -> list[str]:
    """Return the ids of a block and of all that is inside it, in order."""
    return [node_id for element in node.findall(nodes.Element) for node_id in element["ids"]]


def keep_ids(node: nodes.Node, ids: Container[str]) -> None:
    """Leave a block, and all that is inside it, these ids of those it has."""
    for element in node.findall(nodes.Element):
        element["ids"] = [node_id for node_id in element["ids"] if node_id in ids]


def has_place(node: nodes.Element) -> bool:
    """Whether what holds a block has the id that leads to it."""
    return isinstance(node.parent, nodes.Element) and bool(node.parent["ids"])
