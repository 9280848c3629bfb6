"""Writers of sections, their headings, and titles that stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from docutils import nodes

from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.sphinxext.typst.writer.figures import alternative_text
from diglot.sphinxext.typst.writer.fitted_pictures import fitted_name, with_picture_rooms
from diglot.sphinxext.typst.writer.floating import is_said, may_float
from diglot.sphinxext.typst.writer.foot_rooms import with_foot_room
from diglot.sphinxext.typst.writer.headed_blocks import with_foot_rooms
from diglot.sphinxext.typst.writer.keeps import pictures_alone
from diglot.sphinxext.typst.writer.page_classes import holds_page
from diglot.sphinxext.typst.writer.speaker_notes import is_for_speaker
from diglot.sphinxext.typst.writer.tables import is_wide
from diglot.sphinxext.typst.writer.title_rooms import room_under
from diglot.sphinxext.typst.writer.turned import Part, with_turned
from diglot.typeset.markup import NOTHING, Markup, Value, call, join, stack


def section(node: nodes.section, ctx: Context) -> Markup:
    """A section: its parts, one level deeper.

    Before each with notes, its page can be told to leave room at its foot.
    """
    inner = ctx.inside(depth=ctx.depth + 1)
    label = inner.label_of(node)
    blocks = with_picture_rooms(_with_noted_title(inner.each_block(node)), inner)
    parts = [*_with_floats(with_turned(blocks, _may_go_before, inner), inner)]
    if label is None:
        return stack(block for _, block in parts)
    return stack(with_foot_rooms(parts, label, inner))


def _with_noted_title(parts: Sequence[Part]) -> Sequence[Part]:
    """Return the blocks of a section; what a speaker says first is in one block with its title.

    A title may have a slide of its own, which its notes stand on.
    """
    printed = [at for at, (_, block) in enumerate(parts) if block != NOTHING]
    said = [*takewhile(lambda at: is_for_speaker(parts[at][0]), printed[1:])]
    if not said or not isinstance(parts[printed[0]][0], nodes.title):
        return parts
    head, notes = parts[printed[0]], stack(parts[at][1] for at in said)
    whole = (head[0], call("title-with-notes", head[1], notes))
    return [*parts[: printed[0]], whole, *parts[said[-1] + 1 :]]


def _with_floats(parts: Iterable[Part], ctx: Context) -> Iterator[Part]:
    """Yield the blocks.

    A figure that floats is in one block with what may go before it: so it stays in its section and
    behind the figures before it, on any page. Where that goes over many pages, each may leave room.
    """
    group: list[Part] = []
    for node, block in parts:
        floats = may_float(node, ctx)
        if group and (floats or not _may_go_before(node)):
            yield _floating(group, ctx)
            group = []
        if group or floats:
            group.append((node, block))
        else:
            yield node, block
    if group:
        yield _floating(group, ctx)


def _floating(group: Sequence[Part], ctx: Context) -> Part:
    """Return a figure and what may go before it as one block.

    The sections after its own may go before it as well if the document refers to it by number.
    """
    figure = group[0][0]
    assert isinstance(figure, nodes.Element)  # noqa: S101 - it may float
    label = ctx.label_of(figure)
    blocks = [
        with_foot_room(f"{label}:{at}", block, inside=True) for at, (_, block) in enumerate(group)
    ]
    options: dict[str, Value] = {}
    if _is_referred_to(figure):
        options["may-pass"] = True
    elif name := fitted_name(figure, ctx):
        options["fits"] = name
    return figure, call("with-float", blocks[0], label, *blocks[1:], **options)


def _is_referred_to(figure: nodes.Element) -> bool:
    """Whether the text of a figure's own section refers to it."""
    section = figure.parent
    if isinstance(figure, nodes.figure) and is_said(figure):
        return True
    return any(
        reference.get("refid") in figure["ids"]
        or reference.get("refuri", "").rpartition("#")[2] in figure["ids"]
        for reference in section.findall(nodes.reference)
    )


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


def title(node: nodes.title, ctx: Context) -> Markup:
    """A heading, with the number Sphinx gave it; the title of a box is set by the box."""
    body = ctx.inside(plain=True).inline(node)
    parent = node.parent
    if not isinstance(parent, nodes.section):
        return call("small-title", body)
    if body == NOTHING:
        return NOTHING  # a heading without words is an error in PDF/UA
    if pictures := pictures_alone(node):
        # Those that are not at hand are words already.
        words = " ".join(
            alternative_text(picture) for picture in pictures if picture["uri"] in ctx.images
        )
        body = join([body, call("title-words", words)]) if words else body
    number = _section_number(parent, ctx)
    depth = max(1, ctx.depth)
    notes = join(ctx.write(mark) for mark in node.findall(nodes.footnote_reference))
    options: dict[str, Value] = {} if notes == NOTHING else {"notes": notes}
    room = room_under(parent, ctx) if depth > 1 else None
    if room is not None:
        options["noted"] = room
    made = call("section-title", depth, number, body, name=ctx.label_of(parent), **options)
    ctx.headings.append((made, (depth, call("listed-heading", depth, number, body))))
    return made


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
