"""What has a page in landscape, with the text after it, which fills the page before that one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, takewhile

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.foot_rooms import has_notes
from diglot.sphinxext.typst.writer.keeps import announces
from diglot.sphinxext.typst.writer.numbers import numbered_as
from diglot.sphinxext.typst.writer.page_classes import LANDSCAPE
from diglot.sphinxext.typst.writer.table_columns import columns_of
from diglot.sphinxext.typst.writer.tables import MANY_COLUMNS, turned_if_wide
from diglot.typeset.markup import Markup, Value, call, stack

# The theme measures each of them.
_MOST_BLOCKS = 12

Part = tuple[nodes.Node, Markup]
"""A block of a section, with what is written of it."""


def with_turned(
    parts: Sequence[Part], may_go_before: Callable[[nodes.Node], bool], ctx: Context
) -> Iterator[Part]:
    """Yield the blocks of a section; as one, what goes with what may turn the page.

    That is the text after it, which may go before it, and a heading right above it.
    """
    start = next((at for at, (node, _) in enumerate(parts) if at and not is_unseen(node)), 0)
    at = start
    while at < len(parts):
        node, block = parts[at]
        head = parts[:start] if at == start else []
        after: list[Part] = []
        seen = [part for part, _ in parts[:at] if not is_unseen(part)]
        if _may_move(node, ctx) and not (seen and announces(seen[-1])):
            after = _going_before(parts[at + 1 :], may_go_before)
        at += 1 + len(after)
        if after:
            yield node, _with_text(node, block, head, after, ctx)
        elif head and _turns(node):
            yield node, call("landscape", stack([*_blocks(head), block]))
        elif head and isinstance(node, nodes.table):
            yield node, turned_if_wide(node, stack([*_blocks(head), block]), ctx)
        else:
            yield from head
            yield node, block


def _may_move(node: nodes.Node, ctx: Context) -> bool:
    """Whether a block may turn the page, and text can refer to it by number."""
    if not isinstance(node, nodes.Element):
        return False
    columns = sum(1 for _ in node.findall(nodes.colspec)) if isinstance(node, nodes.table) else 0
    return (_turns(node) or columns >= MANY_COLUMNS) and numbered_as(node, ctx) is not None


def _going_before(parts: Sequence[Part], may_go: Callable[[nodes.Node], bool]) -> list[Part]:
    """Return the blocks that may go to the page before; notes would need room that is not known."""
    text = takewhile(lambda part: may_go(part[0]) and not has_notes(part[1]), parts)
    return list(islice(text, _MOST_BLOCKS))


def _with_text(
    node: nodes.Node, block: Markup, head: Sequence[Part], after: Sequence[Part], ctx: Context
) -> Markup:
    options: dict[str, Value] = {"head": stack(_blocks(head))} if head else {}
    if isinstance(node, nodes.table) and not _turns(node):
        options["columns"] = [column.needs() for column in columns_of(node, ctx)]
    return call("turned", block, *_blocks(after), **options)


def _blocks(parts: Sequence[Part]) -> list[Markup]:
    return [block for _, block in parts]


def _turns(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and LANDSCAPE in node.get("classes", ())


def is_unseen(node: nodes.Node) -> bool:
    """Whether a node prints nothing in a section."""
    return isinstance(node, (nodes.Invisible, nodes.target, addnodes.index))
