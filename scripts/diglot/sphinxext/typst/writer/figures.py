"""Writers of images and figures."""

from __future__ import annotations

import re
from typing import TypeVar

from docutils import nodes

from diglot.core.codes import Code
from diglot.core.i18n import _
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.sphinxext.typst.writer.fitted_pictures import fitted_name
from diglot.sphinxext.typst.writer.floating import may_float
from diglot.sphinxext.typst.writer.inline import breakable
from diglot.sphinxext.typst.writer.keeps import pictures_alone
from diglot.sphinxext.typst.writer.languages import line_of
from diglot.sphinxext.typst.writer.numbers import numbered_as
from diglot.sphinxext.typst.writer.references import noted_link
from diglot.typeset.markup import AUTO, NOTHING, Markup, Value, call, join, literal

_SIDES = ("before", "after")
_Node = TypeVar("_Node", bound=nodes.Node)

_LENGTH = re.compile(r"^(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>px|pt|pc|cm|mm|in|em|rem|ex|%|)$")
# CSS lengths as Typst's; a px is a 96th of an inch.
_UNITS = {
    "": (0.75, "pt"),
    "px": (0.75, "pt"),
    "pc": (12, "pt"),
    "rem": (1, "em"),
    "ex": (0.5, "em"),
}


def image(node: nodes.image, ctx: Context) -> Markup:
    """An image, alone or within a line."""
    path = ctx.images.get(node["uri"])
    alt = alternative_text(node)
    if path is None:
        return _missing(node, alt, ctx)
    sizes: dict[str, Value] = {"width": _length(node, "width"), "height": _length(node, "height")}
    sizes = {name: value for name, value in sizes.items() if value is not AUTO}
    if natural := ctx.natural_sizes.get(node["uri"]):
        sizes["natural"] = Markup(f"{natural * _scale(node):g}pt")
    if is_in_title(node):
        space: dict[str, Value] = {"space": node["space"]} if "space" in node else {}
        return call("title-picture", path, alt=alt, **sizes, **space)
    if _within_line(node):
        return call("inline-picture", path, alt=alt, **sizes)
    name = fitted_name(node, ctx)
    if name is not None:
        sizes["name"] = name
    picture = call("picture", path, alt=alt, **sizes)
    side = node.get("align")
    if side in ("left", "center", "right"):
        return call("placed", Markup(side), picture)
    # A figure centres what is in it; an image alone is centred by itself.
    in_figure = isinstance(node.parent, nodes.figure)
    return picture if in_figure else call("placed", Markup("center"), picture)


def _within_line(node: nodes.Node) -> bool:
    """Whether an image stands among words or other images, not alone in its paragraph."""
    parent: nodes.Element | None = node.parent
    while parent is not None and isinstance(parent, nodes.Inline):
        parent = parent.parent
    return isinstance(parent, nodes.TextElement) and len(pictures_alone(parent)) != 1


def is_in_title(node: nodes.Node) -> bool:
    """Whether an image is in the title of a section."""
    parent: nodes.Element | None = node.parent
    while parent is not None and not isinstance(parent, nodes.title):
        parent = parent.parent
    return parent is not None and isinstance(parent.parent, nodes.section)


def alternative_text(node: nodes.Element) -> str:
    """Return the alternative text of an image: its own, else the caption, else the file's name."""
    if node.get("alt"):
        return str(node["alt"])
    figure: nodes.Node | None = node.parent
    while figure is not None and not isinstance(figure, nodes.figure):
        figure = figure.parent
    caption = next(figure.findall(nodes.caption), None) if figure is not None else None
    return caption.astext() if caption is not None else node["uri"].rpartition("/")[2]


def _missing(node: nodes.image, alt: str, ctx: Context) -> Markup:
    """What stands for an image that is not in the project or cannot be read."""
    address = node["uri"]
    remote = "://" in address
    if remote and not isinstance(node.parent, nodes.reference):
        shown = noted_link(address, breakable(alt, ctx), ctx)
    else:
        shown = breakable(alt if remote else f"{alt} ({address})", ctx)
    if remote:
        # It is not fetched: a handout must come out the same every time, without a network.
        warn(
            Code.REMOTE_IMAGE,
            _(
                "the image {address} is on the web; the handout prints its description",
                address=address,
            ),
            at=ctx.location_of(node),
            hint=_("save the image in the project to have it printed"),
        )
    # A title has given it a space (`titles`).
    space = {side: literal(" ") if node.get("space") == side else NOTHING for side in _SIDES}
    if is_in_title(node) or _within_line(node):
        return join([space["before"], shown, space["after"]])
    return call("missing-picture", shown)


def _scale(node: nodes.Element) -> float:
    return float(node.get("scale", 100)) / 100


def _length(node: nodes.Element, side: str) -> Markup:
    match = _LENGTH.match(str(node.get(side, "")).strip())
    if not match:
        return AUTO
    factor, unit = _UNITS.get(match["unit"], (1, match["unit"]))
    return Markup(f"{float(match['number']) * factor * _scale(node):g}{unit}")


def figure(node: nodes.figure, ctx: Context) -> Markup:
    """An image with its number, caption and legend."""
    caption = _first(node, nodes.caption)
    legend = _first(node, nodes.legend)
    body = [child for child in node.children if child is not caption and child is not legend]
    missing = [image for image in node.findall(nodes.image) if ctx.images.get(image["uri"]) is None]
    # PDF/UA wants it of a figure in which nothing but a frame is drawn.
    options: dict[str, Value] = {"alt": alternative_text(missing[0])} if missing else {}
    if (fits := fitted_name(node, ctx)) is not None:
        options["fits"] = fits
    return call(
        "captioned",
        "image",
        numbered_as(node, ctx),
        line_of(caption, ctx.inside(plain=True)) if caption is not None else None,
        ctx.blocks(body),
        name=ctx.label_of(node),
        legend=ctx.blocks(legend) if legend is not None else None,
        floats=may_float(node, ctx),
        **options,
    )


def _first(node: nodes.Element, kind: type[_Node]) -> _Node | None:
    """Return the first child of a class."""
    return next((child for child in node.children if isinstance(child, kind)), None)


def caption(node: nodes.Element, ctx: Context) -> Markup:
    """A caption outside a figure."""
    return call("small-title", ctx.inside(plain=True).inline(node))


WRITERS: Writers = {
    nodes.image: image,
    nodes.figure: figure,
    nodes.caption: caption,
}
