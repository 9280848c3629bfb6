"""Writers of tables: rows as they are, widths as the content needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docutils import nodes

from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.sphinxext.typst.writer.numbers import numbered_as
from diglot.typeset.markup import AUTO, Markup, call, join, literal, track

# Widths are counted in half 汉字, about the width of a Latin letter; a line of A4 has 84.
_LINE = 84
# A table narrower than this is set at its own width, not stretched over the line.
_SMALL = 46
# No column asks for more than this; longer text wraps.
_WIDEST = 44
_PADDING = 3
_BOLD = 1.25
_SMALLEST_PRINT = 0.62
_FEW_ROWS = 10
_LITTLE_TEXT = 700

_WIDE = re.compile("[⺀-￯\U00020000-\U0003ffff]")
_TOKEN = re.compile(r"[!-~]+")
_LINKS = (nodes.reference, nodes.footnote_reference, nodes.citation_reference)
# The theme lets words this long break; its own pattern says where.
_LONG = 18


def table(node: nodes.table, ctx: Context) -> Markup:
    """A table, with its title above it."""
    grid = _grid(node, ctx)
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    notes = [child for child in node.children if not isinstance(child, (nodes.title, nodes.tgroup))]
    caption = ctx.inside(plain=True).inline(title) if title is not None else None
    return call(
        "captioned",
        "table",
        numbered_as(node, ctx),
        caption,
        grid,
        name=ctx.label_of(node),
        legend=ctx.blocks(notes) if notes else None,
        breaks=_is_long(node),
    )


def _is_long(node: nodes.table) -> bool:
    """Whether a table may go over a page's end; one that fits on half a page stays whole."""
    rows = sum(1 for _ in node.findall(nodes.row))
    return rows > _FEW_ROWS or len(node.astext()) > _LITTLE_TEXT


def _grid(node: nodes.table, ctx: Context) -> Markup:
    group = next(node.findall(nodes.tgroup))
    specs = [child for child in group.children if isinstance(child, nodes.colspec)]
    head = [row for part in group.children if isinstance(part, nodes.thead) for row in part]
    body = [row for part in group.children if isinstance(part, nodes.tbody) for row in part]
    widths, least = _widths(node, len(specs), ctx)
    given = "colwidths-given" in node["classes"] or bool(node.get("width"))
    columns = _tracks(specs, widths, given=given)
    return call(
        "data-table",
        columns,
        [_row(row, ctx) for row in head],
        [_row(row, ctx) for row in body],
        stubs=sum(1 for spec in specs if spec.get("stub")),
        shrink=_shrink(least),
        **({"loose_words": True} if _has_long_word(node) else {}),
        **({"repeat": False} if any(map(_links, head)) else {}),
    )


def _links(row: nodes.Node) -> bool:
    return any(isinstance(node, _LINKS) for node in row.findall())


def _has_long_word(node: nodes.table) -> bool:
    return any(len(word) >= _LONG for word in _TOKEN.findall(node.astext()))


def _row(row: nodes.Node, ctx: Context) -> list[Markup]:
    return [_cell(entry, ctx) for entry in row.children if isinstance(entry, nodes.entry)]


def _cell(entry: nodes.entry, ctx: Context) -> Markup:
    parts = entry.children
    if len(parts) == 1 and isinstance(parts[0], nodes.paragraph):
        body = ctx.inline(parts[0])
    else:
        body = ctx.blocks(entry)
    if isinstance(entry.parent.parent, nodes.thead):
        body = join([body])
    options: dict[str, Markup | int] = {}
    if entry.get("morecols"):
        options["colspan"] = entry["morecols"] + 1
    if entry.get("morerows"):
        options["rowspan"] = entry["morerows"] + 1
    side = next((name[5:] for name in entry["classes"] if name.startswith("text-")), None)
    if side in ("left", "center", "right"):
        options["align"] = Markup(side)
    return call("cell", body, **options)


def _tracks(
    specs: Sequence[nodes.colspec], widths: Sequence[int], *, given: bool
) -> Sequence[Markup]:
    if given:
        return [track(spec.get("colwidth", 1) or 1) for spec in specs]
    if sum(widths) + _PADDING * len(widths) <= _SMALL:
        return [AUTO for _ in widths]
    return [track(max(width, 1)) for width in widths]


def _shrink(least: Sequence[int]) -> float:
    """Return how much smaller to print so that no word is wider than its column."""
    needed = sum(least) + _PADDING * len(least)
    return 1 if needed <= _LINE else round(max(_SMALLEST_PRINT, _LINE / needed), 2)


def _widths(node: nodes.table, count: int, ctx: Context) -> tuple[list[int], list[int]]:
    """Return for each column its natural width and that of its longest word."""
    natural, least = [1] * count, [1] * count
    for at, entry in _entries(node):
        if at >= count or entry.get("morecols"):
            continue
        # Heads are set in a bold sans, which is wider.
        scale = _BOLD if isinstance(entry.parent.parent, nodes.thead) else 1
        for line in ctx.text(entry).split("\n"):
            wide = round(scale * (len(line) + len(_WIDE.findall(line))))
            natural[at] = max(natural[at], min(wide, _WIDEST))
            words = [round(scale * len(word)) for word in _TOKEN.findall(line)]
            least[at] = max([least[at], *(min(word, _LONG) for word in words)])
    return [max(pair) for pair in zip(natural, least, strict=True)], least


def _entries(node: nodes.table) -> Iterator[tuple[int, nodes.entry]]:
    """Yield each cell with its column, counting the cells that reach down from above."""
    hanging: dict[int, int] = {}
    for row in node.findall(nodes.row):
        at = 0
        for entry in row.children:
            if not isinstance(entry, nodes.entry):
                continue
            while hanging.get(at, 0):
                hanging[at] -= 1
                at += 1
            yield at, entry
            for column in range(at, at + 1 + entry.get("morecols", 0)):
                hanging[column] = entry.get("morerows", 0)
            at += 1 + entry.get("morecols", 0)


def outside(node: nodes.Element, ctx: Context) -> Markup:
    """A part of a table outside any table: its blocks."""
    return ctx.blocks(node) if node.children else literal("")


WRITERS: Writers = {
    nodes.table: table,
    nodes.tgroup: outside,
    nodes.colspec: outside,
    nodes.thead: outside,
    nodes.tbody: outside,
    nodes.row: outside,
    nodes.entry: outside,
}
