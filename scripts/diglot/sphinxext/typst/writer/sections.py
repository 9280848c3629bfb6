"""Writers of sections, their headings, and titles that stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.sphinxext.typst.writer.figures import may_float
from diglot.sphinxext.typst.writer.foot_rooms import with_foot_room
from diglot.sphinxext.typst.writer.page_classes import LANDSCAPE, holds_page
from diglot.sphinxext.typst.writer.tables import is_wide, turned_if_wide
from diglot.typeset.markup import NOTHING, Markup, Value, call, join, stack


def section(node: nodes.section, ctx: Context) -> Markup:
    """A section: its parts, one level deeper.

    A heading goes where what is right under it goes, to a page in landscape.
    """
    inner = ctx.inside(depth=ctx.depth + 1)
    parts = inner.each_block(node)
    place = next((at for at, (part, _) in enumerate(parts) if at and not _is_unseen(part)), 0)
    first = parts[place][0] if place else None
    turned = LANDSCAPE in first["classes"] if isinstance(first, nodes.Element) else False
    if first is not None and (turned or isinstance(first, nodes.table)):
        head = stack(block for _, block in parts[: place + 1])
        made = (
            turned_if_wide(first, head, inner)
            if isinstance(first, nodes.table) and not turned
            else call("landscape", head)
        )
        parts[: place + 1] = [(first, made)]
    return stack(_with_floats(_with_foot_rooms(parts, inner.label_of(node)), inner))


def _with_foot_rooms(
    parts: Iterable[tuple[nodes.Node, Markup]], label: str | None
) -> Iterator[tuple[nodes.Node, Markup]]:
    """Yield blocks; before each with notes, its page can be told to leave room at its foot."""
    for at, (node, block) in enumerate(parts):
        is_alone = label is not None and not isinstance(node, nodes.section)
        yield node, with_foot_room(f"{label}:{at}", block) if is_alone else block


def _with_floats(parts: Iterable[tuple[nodes.Node, Markup]], ctx: Context) -> Iterator[Markup]:
    """Yield the blocks.

    A figure that floats is in one block with what may go before it: so it stays in its section and
    behind the figures before it, on any page.
    """
    group: list[Markup] = []
    for node, block in parts:
        floats = may_float(node, ctx)
        if group and (floats or not _may_go_before(node)):
            yield call("with-float", stack(group))
            group = []
        if group or floats:
            group.append(block)
        else:
            yield block
    if group:
        yield call("with-float", stack(group))


def _may_go_before(node: nodes.Node) -> bool:
    """Whether a block may go before the figure above it: it has none, and no page of its own.

    A table has one where its columns are many.
    """
    return not holds_page(node) and not any(
        isinstance(inner, (nodes.section, nodes.figure)) or _is_typst(inner) or is_wide(inner)
        for inner in node.findall(nodes.Element)
    )


def _is_typst(node: nodes.Element) -> bool:
    return isinstance(node, nodes.raw) and "typst" in node.get("format", "").split()


def _is_unseen(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.Invisible, nodes.target, addnodes.index))


def title(node: nodes.title, ctx: Context) -> Markup:
    """A heading, with the number Sphinx gave it; the title of a box is set by the box."""
    body = ctx.inside(plain=True).inline(node)
    parent = node.parent
    if not isinstance(parent, nodes.section):
        return call("small-title", body)
    number = _section_number(parent, ctx)
    depth = max(1, ctx.depth)
    notes = join(ctx.write(mark) for mark in node.findall(nodes.footnote_reference))
    options: dict[str, Value] = {} if notes == NOTHING else {"notes": notes}
    if depth > 1 and _is_noted(parent):
        options["noted"] = True
    return call("section-title", depth, number, body, name=ctx.label_of(parent), **options)


def _is_noted(section: nodes.Element) -> bool:
    """Whether the first block of a section is a paragraph with a note, or with what prints one."""
    blocks = (node for node in section.children[1:] if not _is_unseen(node))
    first = next(blocks, None)
    return isinstance(first, nodes.paragraph) and any(
        isinstance(node, nodes.footnote_reference) or "://" in node.get("refuri", "")
        for node in first.findall(nodes.Element)
    )


def _section_number(section: nodes.Element, ctx: Context) -> str | None:
    numbers = ctx.env.toc_secnumbers.get(ctx.docname, {})
    keys = [f"#{identifier}" for identifier in section["ids"]]
    if ctx.depth <= 1:
        keys.append("")
    number = next((numbers[key] for key in keys if key in numbers), None)
    return ".".join(map(str, number)) if number else None


def subtitle(node: nodes.Element, ctx: Context) -> Markup:
    """A title under a title."""
    return call("small-title", ctx.inside(plain=True).inline(node))


def rubric(node: nodes.Element, ctx: Context) -> Markup:
    """A title that is no section."""
    body = ctx.inside(plain=True).inline(node)
    return NOTHING if body == NOTHING else call("small-title", body)


WRITERS: Writers = {
    nodes.section: section,
    nodes.title: title,
    nodes.subtitle: subtitle,
    nodes.rubric: rubric,
}
