"""Writers of sections, paragraphs, quotations and boxes."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from diglot.sphinxext.typst.writer.context import Context, Table, breaks
from diglot.sphinxext.typst.writer.design import DESIGN
from diglot.typeset.markup import NOTHING, Markup, call, join, literal, stack

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


def section(node: nodes.section, ctx: Context) -> Markup:
    """A section: its parts, one level deeper."""
    return ctx.inside(depth=ctx.depth + 1).blocks(node)


def title(node: nodes.title, ctx: Context) -> Markup:
    """A heading, with the number Sphinx gave it; the title of a box is set by the box."""
    around = node.parent
    if not isinstance(around, nodes.section):
        body = ctx.inside(plain=True).inline(node)
        return call("small-title", body)
    number = _section_number(around, ctx)
    body = ctx.inside(plain=True).inline(node)
    notes = join(ctx.write(mark) for mark in node.findall(nodes.footnote_reference))
    options = {} if notes == NOTHING else {"notes": notes}
    depth = max(1, ctx.depth)
    return call("section-title", depth, number, body, name=ctx.label_of(around), **options)


def _section_number(section: nodes.Element, ctx: Context) -> str | None:
    numbers = ctx.env.toc_secnumbers.get(ctx.docname, {})
    keys = [f"#{identifier}" for identifier in section["ids"]]
    if ctx.depth <= 1:
        keys.append("")
    found = next((numbers[key] for key in keys if key in numbers), None)
    return ".".join(map(str, found)) if found else None


def subtitle(node: nodes.Element, ctx: Context) -> Markup:
    """A title under a title."""
    return call("small-title", ctx.inside(plain=True).inline(node))


def paragraph(node: nodes.Element, ctx: Context) -> Markup:
    """A paragraph; one of images only, as Markdown writes them, is no line of text."""
    if is_picture(node):
        return stack(ctx.write(child) for child in node.children)
    body = ctx.inline(node)
    return NOTHING if body == NOTHING else call("paragraph", body)


def is_picture(node: nodes.Element) -> bool:
    """Whether there is nothing but images, linked or not, and spaces between them."""
    images = list(node.findall(nodes.image))
    return (
        bool(images)
        and not node.astext().strip()
        and not any(isinstance(child, (nodes.raw, nodes.math)) for child in node.children)
    )


def through(node: nodes.Element, ctx: Context) -> Markup:
    """Only the blocks inside: the node itself has no look."""
    return ctx.blocks(node)


def compound(node: nodes.Element, ctx: Context) -> Markup:
    """Blocks that belong together. A toctree is in the contents and the chapters already, but for
    its links to other sites.
    """
    if "toctree-wrapper" not in node["classes"]:
        return ctx.blocks(node)
    outside = [link for link in node.findall(nodes.reference) if "://" in link.get("refuri", "")]
    return call("bullets", *map(ctx.write, outside)) if outside else NOTHING


def compact_paragraph(node: nodes.Element, ctx: Context) -> Markup:
    """A paragraph that Sphinx made: it may hold lists."""
    inside = all(isinstance(child, (nodes.Text, nodes.Inline)) for child in node.children)
    return paragraph(node, ctx) if inside else ctx.blocks(node)


def skipped(_node: nodes.Node, _ctx: Context) -> Markup:
    """Nothing: the node is an instruction to Sphinx, not text for readers."""
    return NOTHING


def quotation(node: nodes.Element, ctx: Context) -> Markup:
    """A quotation with its source; an indented list is only indented, as on the web."""
    by = next((child for child in node.children if isinstance(child, nodes.attribution)), None)
    rest = [child for child in node.children if child is not by]
    classes = set(node["classes"])
    function = "epigraph" if classes & {"epigraph", "highlights", "pull-quote"} else "quotation"
    if by is None:
        return call(function, ctx.blocks(rest))
    return call(function, ctx.blocks(rest), by=ctx.inline(by))


def attribution(node: nodes.Element, ctx: Context) -> Markup:
    """A source that stands outside a quotation."""
    return call("paragraph", ctx.inline(node))


def admonition(node: nodes.Element, ctx: Context) -> Markup:
    """A box with a title; `todo` and other extensions' boxes come as admonitions too."""
    kind = type(node).__name__.removesuffix("_node")
    heading = next((child for child in node.children if isinstance(child, nodes.title)), None)
    if heading is not None:
        shown = ctx.inside(plain=True).inline(heading)
        kind = next((name for name in node["classes"] if name in _HUES), "note")
    else:
        shown = literal(str(admonitionlabels.get(kind, kind.replace("_", " ").capitalize())))
    rest = [child for child in node.children if child is not heading]
    hue = _HUES.get(kind, "note")
    return call("admonition", hue, shown, ctx.blocks(rest), **breaks(node))


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
        for part in (([literal(" — ")] if at else []) + [plain.inline(head)])
    )
    return call("card", None if shown == NOTHING else shown, ctx.blocks(rest))


def rubric(node: nodes.Element, ctx: Context) -> Markup:
    """A title that is no section."""
    body = ctx.inside(plain=True).inline(node)
    return NOTHING if body == NOTHING else call("small-title", body)


def transition(node: nodes.Element, _ctx: Context) -> Markup:
    """An ornament between two passages; MyST's line above the footnotes is none."""
    return NOTHING if "footnotes" in node["classes"] else call("ornament")


def line_block(node: nodes.Element, ctx: Context) -> Markup:
    """Verse: each line stays a line, set in as deep as it was."""
    return call("lines", *_lines(node, ctx, 0))


def _lines(node: nodes.Element, ctx: Context, depth: int) -> list[Markup]:
    found: list[Markup] = []
    for child in node.children:
        if isinstance(child, nodes.line_block):
            found += _lines(child, ctx, depth + 1)
        else:
            found.append(literal([depth, ctx.write(child)]))
    return found


def line(node: nodes.Element, ctx: Context) -> Markup:
    """One line of verse."""
    return ctx.inline(node)


def container(node: nodes.Element, ctx: Context) -> Markup:
    """A container: sphinx-design's parts have looks, others only hold blocks."""
    design = DESIGN.get(node.get("design_component", ""))
    return design(node, ctx) if design else ctx.blocks(node)


def version_change(node: nodes.Element, ctx: Context) -> Markup:
    """“New in version …”, with what changed."""
    return call("panel", None, ctx.blocks(node))


def centered(node: nodes.Element, ctx: Context) -> Markup:
    """A line in the middle."""
    return call("centered", call("bold", ctx.inline(node)))


def system_message(_node: nodes.Element, _ctx: Context) -> Markup:
    """Nothing: what docutils complains of was reported when the document was read."""
    return NOTHING


TABLE: Table = {
    nodes.document: through,
    nodes.section: section,
    nodes.title: title,
    nodes.subtitle: subtitle,
    nodes.paragraph: paragraph,
    addnodes.compact_paragraph: compact_paragraph,
    nodes.compound: compound,
    nodes.container: container,
    nodes.block_quote: quotation,
    nodes.attribution: attribution,
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
        ),
        admonition,
    ),
    addnodes.seealso: admonition,
    nodes.topic: topic,
    nodes.sidebar: topic,
    nodes.rubric: rubric,
    nodes.transition: transition,
    nodes.line_block: line_block,
    nodes.line: line,
    nodes.legend: through,
    nodes.header: through,
    nodes.footer: through,
    nodes.decoration: through,
    nodes.comment: skipped,
    nodes.substitution_definition: skipped,
    nodes.meta: skipped,
    nodes.pending: skipped,
    nodes.system_message: system_message,
    addnodes.toctree: skipped,
    addnodes.index: skipped,
    addnodes.highlightlang: skipped,
    addnodes.tabular_col_spec: skipped,
    addnodes.start_of_file: through,
    addnodes.only: through,
    addnodes.versionmodified: version_change,
    addnodes.centered: centered,
}
