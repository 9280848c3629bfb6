"""Writers of paragraphs, quotations and verse, and of blocks that print nothing themselves."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.sphinxext.typst.writer.displayed import CONTINUES
from diglot.sphinxext.typst.writer.foot_rooms import blocks_with_foot_rooms
from diglot.sphinxext.typst.writer.html_elements import CENTRED
from diglot.sphinxext.typst.writer.inline import in_direction
from diglot.sphinxext.typst.writer.keeps import pictures_alone
from diglot.sphinxext.typst.writer.long_names import evenly, is_large
from diglot.sphinxext.typst.writer.runs import directed_text
from diglot.typeset.markup import NOTHING, Markup, call, literal, stack


def paragraph(node: nodes.Element, ctx: Context) -> Markup:
    """A paragraph; one of images only, as Markdown writes them, is no line of text."""
    images = pictures_alone(node)
    if len(images) == 1:
        return stack(ctx.write(child) for child in node.children)
    only = node.children[0] if len(node.children) == 1 else None
    if isinstance(only, directed_text):
        # Around the paragraph, so that it begins on its own side.
        return in_direction(only, _paragraph(only, "paragraph", ctx), ctx)
    return _paragraph(node, "pictures" if images else "paragraph", ctx)


def _paragraph(text: nodes.Element, function: str, ctx: Context) -> Markup:
    body = ctx.inline(text)
    if body == NOTHING:
        return NOTHING
    made = call(function, body)
    # Before a picture as wide as the line, an indent would be a line of its own.
    if text.get(CONTINUES) or _begins_with_picture(text, ctx):
        made = call("continued", made)
    if CENTRED in text["classes"]:
        return call("centered", made)
    return evenly(text, made, ctx)


def _begins_with_picture(text: nodes.Element, ctx: Context) -> bool:
    first = next((leaf for leaf in text.findall(_is_leaf) if leaf.astext().strip()), None)
    return isinstance(first, nodes.image) and is_large(first, ctx)


def _is_leaf(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.Text, nodes.image))


def through(node: nodes.Element, ctx: Context) -> Markup:
    """Only the blocks inside: nothing is printed for the node itself."""
    return ctx.blocks(node)


def compound(node: nodes.Element, ctx: Context) -> Markup:
    """Blocks that belong together.

    Of a toctree only links to other sites are written: its documents are chapters of the handout.
    """
    if "toctree-wrapper" not in node["classes"]:
        return ctx.blocks(node)
    outside = [link for link in node.findall(nodes.reference) if "://" in link.get("refuri", "")]
    return call("bullets", *map(ctx.write, outside)) if outside else NOTHING


def compact_paragraph(node: nodes.Element, ctx: Context) -> Markup:
    """A paragraph that Sphinx made: it may hold lists."""
    is_text = all(isinstance(child, (nodes.Text, nodes.Inline)) for child in node.children)
    return paragraph(node, ctx) if is_text else ctx.blocks(node)


def skipped(_node: nodes.Node, _ctx: Context) -> Markup:
    """Nothing: the node is an instruction to Sphinx, not text for readers."""
    return NOTHING


def quotation(node: nodes.Element, ctx: Context) -> Markup:
    """A quotation with its source; an indented list is only indented, as on the web."""
    source = next((child for child in node.children if isinstance(child, nodes.attribution)), None)
    rest = [child for child in node.children if child is not source]
    classes = set(node["classes"])
    function = "epigraph" if classes & {"epigraph", "highlights", "pull-quote"} else "quotation"
    if source is None:
        return call(function, blocks_with_foot_rooms(rest, ctx))
    # Its text stays with its source, and so in one block.
    return call(function, ctx.blocks(rest), by=ctx.inline(source))


def attribution(node: nodes.Element, ctx: Context) -> Markup:
    """The source of a quotation, outside any quotation."""
    return call("paragraph", ctx.inline(node))


def transition(node: nodes.Element, _ctx: Context) -> Markup:
    """An ornament between two passages; MyST's line above the footnotes is none."""
    return NOTHING if "footnotes" in node["classes"] else call("ornament")


def line_block(node: nodes.Element, ctx: Context) -> Markup:
    """Verse: each line stays a line, set in as deep as it was."""
    return call("lines", *_lines(node, ctx, 0))


def _lines(node: nodes.Element, ctx: Context, depth: int) -> list[Markup]:
    lines: list[Markup] = []
    for child in node.children:
        if isinstance(child, nodes.line_block):
            lines += _lines(child, ctx, depth + 1)
        else:
            lines.append(literal([depth, ctx.write(child)]))
    return lines


def line(node: nodes.Element, ctx: Context) -> Markup:
    """One line of verse."""
    return ctx.inline(node)


def centered(node: nodes.Element, ctx: Context) -> Markup:
    """A line in the middle."""
    return call("centered", call("bold", ctx.inline(node)))


def system_message(_node: nodes.Element, _ctx: Context) -> Markup:
    """Nothing: docutils reported it when the document was read."""
    return NOTHING


WRITERS: Writers = {
    nodes.document: through,
    nodes.paragraph: paragraph,
    addnodes.compact_paragraph: compact_paragraph,
    nodes.compound: compound,
    nodes.block_quote: quotation,
    nodes.attribution: attribution,
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
    addnodes.centered: centered,
}
