"""Writers of images, figures, listings and displayed formulas."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from diglot.core.codes import Code
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.typst.writer.blocks import is_picture
from diglot.sphinxext.typst.writer.context import Context, Table
from diglot.sphinxext.typst.writer.inline import warn_of_formula
from diglot.sphinxext.typst.writer.numbers import formula_number, numbered_as
from diglot.typeset.markup import AUTO, Markup, Value, call, literal, stack
from diglot.typeset.maths import to_typst

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
    alt = _alt(node)
    if path is None:
        return _missing(node, alt, ctx)
    sizes: dict[str, Value] = {"width": _length(node, "width"), "height": _length(node, "height")}
    sizes = {name: value for name, value in sizes.items() if value is not AUTO}
    if _within_line(node):
        return call("inline-picture", path, alt=alt, **sizes)
    made = call("picture", path, alt=alt, **sizes)
    side = node.get("align")
    if side in ("left", "center", "right"):
        return call("placed", Markup(side), made)
    # A figure centres what is in it; an image alone is centred by itself.
    return made if isinstance(node.parent, nodes.figure) else call("placed", Markup("center"), made)


def _within_line(node: nodes.Node) -> bool:
    """Whether an image stands among words, not alone in its paragraph."""
    above: nodes.Element | None = node.parent
    while above is not None and isinstance(above, nodes.Inline):
        above = above.parent
    return isinstance(above, nodes.TextElement) and not is_picture(above)


def _alt(node: nodes.Element) -> str:
    """Return what an image shows, for who cannot see it: its text, its caption, its name."""
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
        shown = call("web-noted", address, literal(alt))
    else:
        shown = literal(alt if remote else f"{alt} ({address})")
    if _within_line(node):
        return shown
    if remote:
        # It is not fetched: a handout must come out the same every time, without a network.
        warn(
            Code.REMOTE_IMAGE,
            f"the image {address} is on the web; the handout prints its description",
            at=ctx.location_of(node),
            hint="save the image in the project to have it printed",
        )
    return call("missing-picture", shown)


def _length(node: nodes.Element, side: str) -> Markup:
    match = _LENGTH.match(str(node.get(side, "")).strip())
    if not match:
        return AUTO
    factor, unit = _UNITS.get(match["unit"], (1, match["unit"]))
    scale = node.get("scale", 100) / 100
    return Markup(f"{float(match['number']) * factor * scale:g}{unit}")


def figure(node: nodes.figure, ctx: Context) -> Markup:
    """An image with its number, caption and legend."""
    caption = next((one for one in node.children if isinstance(one, nodes.caption)), None)
    legend = next((one for one in node.children if isinstance(one, nodes.legend)), None)
    body = [child for child in node.children if child is not caption and child is not legend]
    number = numbered_as(node, ctx)
    # Only what text can refer to by number may move away from it.
    free = number is not None and isinstance(node.parent, (nodes.section, nodes.document))
    return call(
        "captioned",
        "image",
        number,
        ctx.inside(plain=True).inline(caption) if caption is not None else None,
        ctx.blocks(body),
        name=ctx.label_of(node),
        legend=ctx.blocks(legend) if legend is not None else None,
        floats=free,
    )


def caption(node: nodes.Element, ctx: Context) -> Markup:
    """A caption outside a figure."""
    return call("small-title", ctx.inside(plain=True).inline(node))


def listing(node: nodes.Element, ctx: Context) -> Markup:
    """A block of code."""
    options: dict[str, Value] = {}
    language = _typst_language(node.get("language") or ctx.config.highlight_language)
    if language:
        options["lang"] = language
    extra: dict[str, Any] = node.get("highlight_args", {})
    if node.get("linenos"):
        options["numbers"] = int(extra.get("linenostart", 1))
    if extra.get("hl_lines"):
        options["highlight"] = [int(line) for line in extra["hl_lines"]]
    if _is_short(node):
        options["breaks"] = False
    return call("listing", node.astext().expandtabs(4), **options)


# A third of a page: less is not worth turning it for.
_SHORT_LISTING = 16


def _is_short(node: nodes.Element) -> bool:
    return node.astext().count("\n") < _SHORT_LISTING


def captioned_listing(node: nodes.Element, ctx: Context) -> Markup:
    """A block of code with its number and caption."""
    named = next((one for one in node.children if isinstance(one, nodes.caption)), None)
    rest = [child for child in node.children if child is not named]
    return call(
        "captioned",
        "code",
        numbered_as(node, ctx),
        ctx.inside(plain=True).inline(named) if named is not None else None,
        ctx.blocks(rest),
        name=ctx.label_of(node),
        breaks=not all(_is_short(one) for one in rest if isinstance(one, nodes.literal_block)),
    )


# Where Typst knows a language under another name than Pygments' first one.
_LANGUAGES = {
    "bash": "sh",
    "batch": "bat",
    "console": "sh",
    "shell-session": "sh",
    "default": "python",
    "ipython": "python",
    "ipython3": "python",
    "pycon": "python",
    "python3": "python",
    "jsonc": "json",
    "json5": "json",
    "rest": "rst",
    "restructuredtext": "rst",
    "docker": "dockerfile",
    "md": "markdown",
    "myst": "markdown",
    "tex": "latex",
    "js": "javascript",
    "ts": "typescript",
}
_NO_LANGUAGE = frozenset({"", "none", "text", "output", "guess"})


def _typst_language(name: str) -> str | None:
    lowered = name.lower()
    if lowered in _NO_LANGUAGE:
        return None
    if lowered in _LANGUAGES:
        return _LANGUAGES[lowered]
    try:
        alias: str = get_lexer_by_name(lowered).aliases[0]
    except (ClassNotFound, IndexError):
        return lowered
    return _LANGUAGES.get(alias, alias)


def math_block(node: nodes.Element, ctx: Context) -> Markup:
    """A formula on a line of its own."""
    latex = node.astext()
    formula = to_typst(latex)
    number = formula_number(node, ctx)
    if formula is None:
        warn_of_formula(node, ctx)
        shown = call("listing", latex, lang="latex")
        return shown if number is None else stack([shown, call("paragraph", f"({number})")])
    options: dict[str, Value] = {"alt": " ".join(latex.split())}
    if number is not None:
        options["number"] = number
    if node["ids"]:
        options["name"] = ctx.label_of(node)
    return call("formula-block", Markup(f"$ {formula} $"), **options)


TABLE: Table = {
    nodes.image: image,
    nodes.figure: figure,
    nodes.caption: caption,
    nodes.literal_block: listing,
    nodes.doctest_block: listing,
    nodes.math_block: math_block,
}
