"""Writers of tables: rows as they are, widths as the content needs them."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from diglot.sphinxext.transforms.soft_breaks import WIDE
from diglot.sphinxext.typst.writer.addresses import as_printed
from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.sphinxext.typst.writer.languages import line_of
from diglot.sphinxext.typst.writer.numbers import numbered_as
from diglot.sphinxext.typst.writer.scripts import lang_and_region
from diglot.sphinxext.typst.writer.table_columns import Column, columns_of
from diglot.sphinxext.typst.writer.table_height import lines_at_most
from diglot.typeset.markup import Markup, call, join, literal, stack

_FEW_ROWS = 10
_LITTLE_TEXT = 700

_LINKS = (nodes.reference, nodes.footnote_reference, nodes.citation_reference)


def table(node: nodes.table, ctx: Context) -> Markup:
    """A table, with its title above it; one at the top of the text may have a page of its own."""
    addresses: dict[str, int] | None = {} if _has_many_links(node) else None
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    notes = [child for child in node.children if not isinstance(child, (nodes.title, nodes.tgroup))]
    caption = line_of(title, ctx.inside(plain=True)) if title is not None else None
    in_text = isinstance(node.parent, (nodes.section, nodes.document))
    legend = ctx.legend_of(node, notes)
    is_plain = in_text and legend is None and not is_long(node) and not _has_given_widths(node)
    rise = lines_at_most(node, ctx) if is_plain else None
    height = {"rise": rise} if rise else {}
    cells = ctx.inside(in_cell=True, addresses=addresses)
    grid = _grid(node, columns_of(node, ctx), cells, **height)
    made = call(
        "captioned",
        "table",
        numbered_as(node, ctx),
        caption,
        grid,
        name=ctx.label_of(node),
        legend=legend,
        breaks=_breaks(node),
        **height,
    )
    if in_text:
        made = turned_if_wide(node, made, ctx)
    return stack([made, call("address-list", *map(_listed, addresses))]) if addresses else made


# Typst lays all of a table out anew for each page that ends in notes: more of them take minutes,
# and gigabytes. They are also too many for the feet of pages.
_MANY_LINKS = 60


def _listed(address: str) -> str | tuple[str, str]:
    """Return an address, and how it is printed if that is another way."""
    printed = as_printed(address)
    return address if printed == address else (address, printed)


def _has_many_links(node: nodes.table) -> bool:
    return sum("refuri" in link for link in node.findall(nodes.reference)) > _MANY_LINKS


def turned_if_wide(node: nodes.table, body: Markup, ctx: Context) -> Markup:
    """Return `body`, which holds a table, on a page of its own where the table needs its width."""
    columns = columns_of(node, ctx)
    if len(columns) < MANY_COLUMNS:
        return body
    return call("turned-if-wide", [column.needs() for column in columns], body)


MANY_COLUMNS = 4
"""Fewer columns fit on any paper."""


def is_wide(node: nodes.Element) -> bool:
    """Whether a node is a table of so many columns that it is turned on most papers."""
    columns = sum(1 for _ in node.findall(nodes.colspec))
    return isinstance(node, nodes.table) and columns > _FEW_COLUMNS


_FEW_COLUMNS = 5


def is_long(node: nodes.table) -> bool:
    """Whether a table may go over a page's end; one that fits on half a page stays whole."""
    rows = sum(1 for _ in node.findall(nodes.row))
    return rows > _FEW_ROWS or len(node.astext()) > _LITTLE_TEXT


# Of so many rows, two stand on each side of a page's end.
_DIVISIBLE = 4


def _breaks(node: nodes.table) -> bool | str:
    """Return whether pages may divide a table: always, "if-high", or only where none can hold it.

    Of notes under a table that may go to the next page as a whole, Typst prints some on this one.
    """
    if is_long(node):
        return True
    rows = sum(len(body.children) for body in node.findall(nodes.tbody))
    has_notes = any(
        not isinstance(link, nodes.reference) or "://" in link.get("refuri", "")
        for kind in _LINKS
        for link in node.findall(kind)
    )
    return "if-high" if rows >= _DIVISIBLE and not has_notes else False


def _grid(node: nodes.table, columns: Sequence[Column], ctx: Context, **height: int) -> Markup:
    group = next(node.findall(nodes.tgroup))
    head = [row for part in group.children if isinstance(part, nodes.thead) for row in part]
    body = [row for part in group.children if isinstance(part, nodes.tbody) for row in part]
    shares = _shares(node, columns)
    # A cell that reaches down into a row is divided only where the row is.
    reaches = any(entry.get("morerows") for entry in node.findall(nodes.entry))
    low = [not reaches and _is_low(row, shares, ctx) for row in body]
    whole_rows = all(low)
    return call(
        "data-table",
        [column.needs() for column in columns],
        [_row(row, ctx) for row in head],
        [
            _row(row, ctx, whole=is_low and not whole_rows)
            for row, is_low in zip(body, low, strict=True)
        ],
        stubs=sum(column.is_stub for column in columns),
        **({"numbers": _numbers(node, ctx)} if head and len(body) > 1 else {}),
        **({} if is_long(node) else {"breaks": _breaks(node)}),
        **({"given": True} if _has_given_widths(node) else {}),
        **({"whole_rows": True} if whole_rows else {}),
        **({"repeat": False} if any(map(_links, head)) else {}),
        **({"nested": nested} if (nested := _tables_around(node)) else {}),
        **height,
    )


def _has_given_widths(node: nodes.table) -> bool:
    return "colwidths-given" in node["classes"] or bool(node.get("width"))


def _shares(node: nodes.table, columns: Sequence[Column]) -> list[float]:
    """Return how much of the line columns with many words have at least."""
    if not _has_given_widths(node):
        return [1 / len(columns)] * len(columns)
    return [column.share / sum(column.share for column in columns) for column in columns]


# Half 汉字: however narrow its column, so much is no more than half a page high; and so much for a
# column as wide as the line.
_LOW, _LOW_IN_LINE = 120, 480


def _is_low(row: nodes.Node, shares: Sequence[float], ctx: Context) -> bool:
    """Whether a row is low enough to stay on one page; `shares` are its columns' of the line."""
    entries = list(row.findall(nodes.entry))
    if len(entries) != len(shares):
        shares = [min(shares)] * len(entries)
    return all(
        len(text := ctx.text(entry)) + len(WIDE.findall(text)) <= max(_LOW, share * _LOW_IN_LINE)
        and not any(isinstance(part, _TALL) for part in entry.findall(nodes.Element))
        for entry, share in zip(entries, shares, strict=True)
    )


_TALL = (nodes.image, nodes.literal_block, nodes.math_block, nodes.table, nodes.raw)


def _tables_around(node: nodes.Element) -> int:
    above, count = node.parent, 0
    while above is not None:
        count += isinstance(above, nodes.table)
        above = above.parent
    return count


def _numbers(node: nodes.table, ctx: Context) -> list[list[str | None]]:
    """Return the table's number in each language that is printed, as ``[language, number]``."""
    numbers: list[list[str | None]] = []
    for own, side in ctx.sides_of(node):
        tag = "-".join(filter(None, lang_and_region(side.language)))
        numbers.append([tag, numbered_as(own, side)])
    return numbers


def _links(row: nodes.Node) -> bool:
    return any(isinstance(node, _LINKS) for node in row.findall())


def _row(row: nodes.Node, ctx: Context, *, whole: bool = False) -> list[Markup]:
    """Return the cells of a row; `whole`: no page ends in it, though one may in others."""
    entries = [entry for entry in row.children if isinstance(entry, nodes.entry)]
    # One cell that is not divided keeps its row whole.
    return [_cell(entry, ctx, whole=whole and at == 0) for at, entry in enumerate(entries)]


def _cell(entry: nodes.entry, ctx: Context, *, whole: bool) -> Markup:
    parts = entry.children
    if len(parts) == 1 and isinstance(parts[0], nodes.paragraph):
        body = line_of(parts[0], ctx)
    else:
        body = ctx.blocks(entry)
    if isinstance(entry.parent.parent, nodes.thead):
        body = join([body])
    options: dict[str, Markup | int] = {"breakable": False} if whole else {}
    if entry.get("morecols"):
        options["colspan"] = entry["morecols"] + 1
    if entry.get("morerows"):
        options["rowspan"] = entry["morerows"] + 1
    side = next((name[5:] for name in entry["classes"] if name.startswith("text-")), None)
    if side in ("left", "center", "right"):
        options["align"] = Markup(side)
    return call("cell", body, **options)


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
