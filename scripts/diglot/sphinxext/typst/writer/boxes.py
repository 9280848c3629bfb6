"""Writers of boxes: admonitions, topics, containers and what changed in a version."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from diglot.sphinxext.typst.writer.context import (
    Context,
    Writers,
    is_tall,
    page_break_option,
)
from diglot.sphinxext.typst.writer.design import component_writer
from diglot.sphinxext.typst.writer.foot_rooms import blocks_with_foot_rooms
from diglot.sphinxext.typst.writer.html_elements import CENTRED
from diglot.sphinxext.typst.writer.languages import line_of
from diglot.sphinxext.typst.writer.lengths import letters_of
from diglot.sphinxext.typst.writer.speaker_notes import is_for_speaker
from diglot.typeset.markup import NOTHING, Markup, Value, call, join, literal

# Admonitions by the weight of what they say; the theme has a colour for each weight.
_HUES = {
    "note": "note",
    "seealso": "note",
    "hint": "tip",
    "tip": "tip",
    "important": "important",
    "attention": "warning",
    "caution": "warning",
    "warning": "warning",
    "error": "danger",
    "danger": "danger",
    "todo": "warning",
}

# Letters: what the theme may keep whole.
_LOW = 1000


def admonition(node: nodes.Element, ctx: Context) -> Markup:
    """A box with a title; `todo` and other extensions' boxes come as admonitions too."""
    kind = type(node).__name__.removesuffix("_node")
    heading = next((child for child in node.children if isinstance(child, nodes.title)), None)
    if heading is not None:
        shown = line_of(heading, ctx.inside(plain=True))
        kind = next((name for name in node["classes"] if name in _HUES), "note")
    elif isinstance(node, nodes.admonition):
        shown = literal(None)  # whatever it is called stands in its text
    elif len(node.children) == 1 and isinstance(node.children[0], nodes.Admonition):
        return ctx.write(node.children[0])  # a box around a box
    else:
        shown = literal(str(admonitionlabels.get(kind, kind.replace("_", " ").capitalize())))
    rest = [child for child in node.children if child is not heading]
    hue = _HUES.get(kind, "note")
    options: dict[str, Value] = {**page_break_option(node)}
    inside = ctx.blocks(rest) if options else blocks_with_foot_rooms(rest, ctx)
    letters = letters_of(node)
    if not options and letters <= _LOW and not any(True for _ in node.findall(is_tall)):
        options["letters"] = letters
    return call("admonition", hue, shown, inside, **options)


def topic(node: nodes.Element, ctx: Context) -> Markup:
    """A box beside the text: a topic, a sidebar, an abstract."""
    heads = [child for child in node.children if isinstance(child, (nodes.title, nodes.subtitle))]
    rest = [child for child in node.children if child not in heads]
    if "contents" in node["classes"]:
        # A web page's own table of contents; a handout has one, with page numbers.
        return NOTHING
    plain = ctx.inside(plain=True)
    shown = join(
        part
        for at, head in enumerate(heads)
        for part in (([literal(" — ")] if at else []) + [line_of(head, plain)])
    )
    return call("card", None if shown == NOTHING else shown, blocks_with_foot_rooms(rest, ctx))


def container(node: nodes.Element, ctx: Context) -> Markup:
    """A container: a component of sphinx-design, or only its blocks."""
    write = component_writer(node)
    if write:
        return write(node, ctx)
    body = ctx.blocks(node)
    if CENTRED in node["classes"] and body != NOTHING:
        body = call("centered", body)
    return call("speaker-notes", body) if is_for_speaker(node) else body


def version_change(node: nodes.Element, ctx: Context) -> Markup:
    """“New in version …”, with what changed."""
    return call("panel", None, blocks_with_foot_rooms(node, ctx))


WRITERS: Writers = {
    **dict.fromkeys(
        (
            nodes.admonition,
            nodes.attention,
            nodes.caution,
            nodes.danger,
            nodes.error,
            nodes.hint,
            nodes.important,
            nodes.note,
            nodes.tip,
            nodes.warning,
            addnodes.seealso,
        ),
        admonition,
    ),
    nodes.topic: topic,
    nodes.sidebar: topic,
    nodes.container: container,
    addnodes.versionmodified: version_change,
}
