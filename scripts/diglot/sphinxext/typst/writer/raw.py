"""Writers of raw passages, of diagrams that were not drawn, and of unknown nodes."""

from __future__ import annotations

from docutils import nodes

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.sphinxext.typst.writer.html_nodes import nodes_of
from diglot.sphinxext.typst.writer.translator import contents
from diglot.typeset.markup import NOTHING, Markup, call, literal


def raw(node: nodes.raw, ctx: Context) -> Markup:
    """Raw Typst as it is; raw HTML as far as paper can show it; other formats are not for us."""
    formats = node.get("format", "").split()
    if "typst" in formats:
        return Markup(f"[{node.astext()}]")
    if "html" not in formats:
        return NOTHING
    if not isinstance(node.parent, nodes.TextElement):
        return ctx.blocks(nodes_of(node.astext()))
    # Of what is within a line only this is left when a document is written (`expand_raw_html`).
    return call("line-break") if node.astext().lower().startswith("<br") else NOTHING


# Nodes of other extensions that only hold others; by name, as they need not be installed.
_ONLY_HOLD = frozenset({"PassthroughTextElement", "autosummary_table"})


def drawing(node: nodes.Element, ctx: Context) -> Markup:
    """A diagram (Mermaid, Graphviz) that was not drawn: its source, and a diagnostic."""
    kind = type(node).__name__
    warn(
        Code.UNKNOWN_NODE,
        _("this {kind} drawing is printed as its source", kind=kind),
        at=ctx.location_of(node),
        hint=_("install the program that draws it, or show a figure with a drawing saved as SVG"),
    )
    return call("unrendered", kind.capitalize(), str(node["code"]))


def unknown(node: nodes.Node, ctx: Context) -> Markup:
    """A node that no writer knows: its text, and a diagnostic."""
    if isinstance(node, nodes.Element) and isinstance(node.get("code"), str):
        return drawing(node, ctx)
    if type(node).__name__ in _ONLY_HOLD:
        return contents(node, ctx) if isinstance(node, nodes.Element) else literal(node.astext())
    what = type(node).__name__
    is_empty = not node.astext().strip() and not any(True for _ in node.findall(nodes.image))
    warn(
        Code.UNKNOWN_NODE,
        _("the handouts know no {name!r}; nothing of it is printed", name=what)
        if is_empty
        else _("the handouts know no {name!r}; its text is printed without its look", name=what),
        at=ctx.location_of(node),
        hint=_("write it in another way, or give it a Typst handler: app.add_node(…, typst=…)"),
    )
    return contents(node, ctx) if isinstance(node, nodes.Element) else literal(node.astext())


WRITERS: Writers = {nodes.raw: raw}
