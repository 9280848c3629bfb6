"""Writers of sections, their headings, and titles that stand alone."""

from __future__ import annotations

from docutils import nodes

from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.typeset.markup import NOTHING, Markup, call, join


def section(node: nodes.section, ctx: Context) -> Markup:
    """A section: its parts, one level deeper."""
    return ctx.inside(depth=ctx.depth + 1).blocks(node)


def title(node: nodes.title, ctx: Context) -> Markup:
    """A heading, with the number Sphinx gave it; the title of a box is set by the box."""
    body = ctx.inside(plain=True).inline(node)
    parent = node.parent
    if not isinstance(parent, nodes.section):
        return call("small-title", body)
    number = _section_number(parent, ctx)
    notes = join(ctx.write(mark) for mark in node.findall(nodes.footnote_reference))
    options = {} if notes == NOTHING else {"notes": notes}
    depth = max(1, ctx.depth)
    return call("section-title", depth, number, body, name=ctx.label_of(parent), **options)


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
