"""Writers of lists of every kind."""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.transforms.kinds import is_unseen
from diglot.sphinxext.typst.writer.context import Context, Writers, page_break_option
from diglot.sphinxext.typst.writer.fitted_pictures import with_picture_rooms
from diglot.sphinxext.typst.writer.foot_rooms import after_foot_room
from diglot.sphinxext.typst.writer.languages import line_of
from diglot.sphinxext.typst.writer.long_names import evenly
from diglot.typeset.markup import NOTHING, Markup, call, join, literal, stack

_PATTERNS = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}
_LISTS = (nodes.bullet_list, nodes.enumerated_list)


def bullet_list(node: nodes.bullet_list, ctx: Context) -> Markup:
    """A list, or a list of tasks with boxes to tick."""
    if "contains-task-list" in node["classes"]:
        return stack(_task(item, ctx) for item in _items(node))
    tight = _is_tight(node)
    return call(
        "bullets",
        *(_body(item, ctx, tight=tight) for item in _items(node)),
        tight=tight,
        **page_break_option(node),
    )


def enumerated_list(node: nodes.enumerated_list, ctx: Context) -> Markup:
    """A numbered list with the numbers it was written with."""
    tight = _is_tight(node)
    number = _PATTERNS.get(node.get("enumtype", "arabic"), "1")
    return call(
        "numbered",
        *(_body(item, ctx, tight=tight) for item in _items(node)),
        start=node.get("start", 1),
        pattern=f"{node.get('prefix', '')}{number}{node.get('suffix') or '.'}",
        tight=tight,
        **page_break_option(node),
    )


def _items(node: nodes.Element) -> list[nodes.Element]:
    return [child for child in node.children if isinstance(child, nodes.Element)]


def _is_tight(node: nodes.Element) -> bool:
    """Whether every item has one paragraph at most, besides lists inside it."""
    return all(
        sum(not (is_unseen(child) or isinstance(child, _LISTS)) for child in item) <= 1
        for item in _items(node)
    )


def _body(item: nodes.Element, ctx: Context, *, tight: bool) -> Markup:
    if not tight:
        parts = with_picture_rooms(ctx.each_block(item), ctx)
        return _anchored(item, ctx, stack(block for _, block in parts))
    first, *others = item.children or [nodes.paragraph()]
    # The anchor is in the first line, whose paragraph would be none of its own beside it.
    return stack(
        [
            _line(first, ctx, lambda body: _anchored(item, ctx, body)),
            *(_line(child, ctx, lambda body: body) for child in others),
        ]
    )


def _line(child: nodes.Node, ctx: Context, begun: Callable[[Markup], Markup]) -> Markup:
    """Return what an item has; `begun` puts before it what stands in its first line."""
    if isinstance(child, nodes.paragraph):
        return evenly(child, begun(line_of(child, ctx)), ctx)
    return begun(ctx.write(child))


def _anchored(node: nodes.Element, ctx: Context, body: Markup) -> Markup:
    label = ctx.label_of(node)
    return join([body] if label is None else [call("anchor", label), body])


def list_item(node: nodes.Element, ctx: Context) -> Markup:
    """What an item of a list holds, outside the list."""
    return ctx.blocks(node)


def _task(item: nodes.Element, ctx: Context) -> Markup:
    boxes = [raw for raw in item.findall(nodes.raw) if 'type="checkbox"' in raw.astext()]
    if not boxes:
        return call("bullets", ctx.blocks(item))
    done = "checked" in boxes[0].astext()
    _remove_box(boxes[0])
    return call("task", done, _body(item, ctx, tight=True))


def _remove_box(box: nodes.raw) -> None:
    """Remove the box of a task, and the space after it, which MyST-Parser has in the text."""
    task = box.parent
    task.remove(box)
    words = task.next_node(nodes.Text)
    if words:
        words.parent.replace(words, nodes.Text(words.lstrip()))


def definition_list(node: nodes.Element, ctx: Context) -> Markup:
    """Terms and what they mean; a glossary is one that Sphinx knows by name."""
    function = "glossary" if "glossary" in node["classes"] else "definitions"
    # Lists of a few items each look the same.
    lists: list[tuple[Markup, list[Markup]]] = []
    for item in _items(node):
        room, written = _definition(item, ctx)
        if room != NOTHING or not lists:
            lists.append((room, []))
        lists[-1][1].append(written)
    return stack(part for room, items in lists for part in (room, call(function, *items)))


def _definition(item: nodes.Element, ctx: Context) -> tuple[Markup, Markup]:
    """Return what may keep the foot of a page blank for an item, and the item."""
    terms = [term(child, ctx) for child in item.children if isinstance(child, nodes.term)]
    bodies = [child for child in item.children if isinstance(child, nodes.definition)]
    (room, body), *rest = [after_foot_room(child, ctx) for child in bodies] or [(NOTHING, NOTHING)]
    body = stack([body, *(part for pair in rest for part in pair)])
    return room, literal([terms, body])


def term(node: nodes.Element, ctx: Context) -> Markup:
    """A term; the first of an item is followed by its classifiers."""
    plain = ctx.inside(plain=True)
    item = node.parent.children
    kinds = [child for child in item if isinstance(child, nodes.classifier)]
    after = [
        part
        for kind in kinds
        if node is item[0]
        for part in (literal("  "), call("emphasis", plain.inline(kind)))
    ]
    return _anchored(node, ctx, join([plain.inline(node), *after]))


def field_list(node: nodes.Element, ctx: Context) -> Markup:
    """Names with their values."""
    return call("fields", *(_field(item, ctx) for item in _items(node)))


def _field(item: nodes.Element, ctx: Context) -> Markup:
    names = [child for child in item.children if isinstance(child, nodes.field_name)]
    rest = [child for child in item.children if child not in names]
    # Names stand in a narrow column, as words in a cell do.
    narrow = ctx.inside(in_cell=True)
    return literal([join(narrow.inline(name) for name in names), stack(map(ctx.write, rest))])


def single_field(node: nodes.Element, ctx: Context) -> Markup:
    """A field or an option outside its list."""
    return call("fields", _field(node, ctx))


def field_body(node: nodes.Element, ctx: Context) -> Markup:
    """A field's value; one paragraph is set as a line."""
    if len(node.children) == 1 and isinstance(node.children[0], nodes.paragraph):
        return line_of(node.children[0], ctx)
    return ctx.blocks(node)


def option_list(node: nodes.Element, ctx: Context) -> Markup:
    """Options of a command with what they do."""
    return call("fields", *(_option(item, ctx) for item in _items(node)))


def _option(item: nodes.Element, ctx: Context) -> Markup:
    group = [child for child in item.children if isinstance(child, nodes.option_group)]
    rest = [child for child in item.children if child not in group]
    names = ", ".join(option.astext() for options in group for option in options.children)
    return literal([call("code", names, in_cell=True), stack(map(ctx.write, rest))])


def glossary(node: nodes.Element, ctx: Context) -> Markup:
    """A glossary's lists."""
    return ctx.blocks(node)


def hlist(node: nodes.Element, ctx: Context) -> Markup:
    """A list in several columns."""
    columns = [ctx.blocks(column) for column in _items(node)]
    return call("side-by-side", len(columns), *columns) if columns else NOTHING


WRITERS: Writers = {
    nodes.bullet_list: bullet_list,
    nodes.enumerated_list: enumerated_list,
    nodes.list_item: list_item,
    nodes.definition_list: definition_list,
    nodes.term: term,
    nodes.definition: list_item,
    nodes.field_list: field_list,
    nodes.docinfo: field_list,
    nodes.field: single_field,
    nodes.field_body: field_body,
    nodes.description: field_body,
    nodes.option_list: option_list,
    addnodes.glossary: glossary,
    addnodes.hlist: hlist,
    addnodes.hlistcol: list_item,
    addnodes.acks: list_item,
}
