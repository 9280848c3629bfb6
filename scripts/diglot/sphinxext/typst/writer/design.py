"""Writers of components of sphinx-design, and of the tabs of sphinx-inline-tabs.

On paper, folded and tabbed parts stand in order.
"""

from __future__ import annotations

from docutils import nodes

from diglot.sphinxext.typst.writer.context import Context, Writer
from diglot.sphinxext.typst.writer.foot_rooms import blocks_with_foot_rooms
from diglot.sphinxext.typst.writer.languages import line_of
from diglot.sphinxext.typst.writer.references import linked
from diglot.typeset.markup import NOTHING, Markup, call


def grid(node: nodes.Element, ctx: Context) -> Markup:
    """Cards side by side, as many in a row as the directive asks for on a wide screen."""
    rows = [row for row in node.findall(nodes.container) if _component(row) == "grid-row"]
    row = rows[0] if rows else node
    items = [child for child in row.children if _component(child) == "grid-item"]
    others = [child for child in node.children if child not in rows]
    if not items:
        return ctx.blocks(node)
    cards = call("cards", _columns(row), *(ctx.blocks(item.children) for item in items))
    heads = ctx.blocks(other for other in others if other is not row)
    return cards if heads == NOTHING else ctx.blocks(node)


def _columns(row: nodes.Element) -> int:
    """Return how many cards go into a row; paper is as wide as a tablet, three at most."""
    counts = [
        int(name.rsplit("-", 1)[1])
        for name in row["classes"]
        if name.startswith("sd-row-cols-") and name.rsplit("-", 1)[1].isdigit()
    ]
    return min(max(counts, default=2), 3)


def card(node: nodes.Element, ctx: Context) -> Markup:
    """A card: its title, its text, its foot; its link is the title's, with the page."""
    parts = {_component(child): child for child in node.children}
    body = parts.get("card-body")
    titles = [part for part in node.findall(nodes.Element) if _component(part) == "card-title"]
    shown = [
        child
        for child in (body.children if body is not None else [])
        if child not in titles and not _is_cover_link(child)
    ]
    header, footer = parts.get("card-header"), parts.get("card-footer")
    # Pictures, overlays and whatever else there is come first, as on the web.
    others = [
        child
        for child in node.children
        if child not in (body, header, footer) and not _is_cover_link(child)
    ]
    title = line_of(titles[0], ctx.inside(plain=True)) if titles else None
    link = next((link for link in node.findall(nodes.reference) if _covers(link)), None)
    if title is not None and link is not None:
        title = linked(link, title, ctx)
    rest = [*(header.children if header is not None else []), *shown]
    return call(
        "card",
        title,
        ctx.blocks([*others, *rest]),
        foot=ctx.blocks(footer) if footer is not None else None,
    )


def _is_cover_link(node: nodes.Node) -> bool:
    """Whether a link only makes the whole card clickable."""
    return any(map(_covers, node.findall(nodes.Element)))


def _covers(node: nodes.Element) -> bool:
    return "sd-stretched-link" in node.get("classes", ())


def titled(function: str, title_part: str) -> Writer:
    """Return a writer of a part whose first child is its title."""

    def write(node: nodes.Element, ctx: Context) -> Markup:
        first, rest = node.children[0], node.children[1:]
        named = isinstance(first, (nodes.rubric, nodes.label)) or _component(first) == title_part
        if not named or not isinstance(first, nodes.Element):
            return call(function, None, blocks_with_foot_rooms(node, ctx))
        shown = line_of(first, ctx.inside(plain=True))
        return call(function, shown, blocks_with_foot_rooms(rest, ctx))

    return write


def component_writer(container: nodes.Element) -> Writer | None:
    """Return the writer of a container that is such a component."""
    if container.get("type") == "tab" and isinstance(container[0], nodes.label):
        return _COMPONENTS["tab-item"]
    return _COMPONENTS.get(_component(container))


def _component(node: nodes.Node) -> str:
    return str(node.get("design_component", "")) if isinstance(node, nodes.Element) else ""


_COMPONENTS: dict[str, Writer] = {
    "grid-container": grid,
    "card": card,
    "tab-item": titled("panel", "tab-label"),
    "dropdown": titled("panel", "dropdown-title"),
}
