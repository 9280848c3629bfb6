"""Writers of code: blocks, with or without a caption."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.sphinxext.typst.writer.languages import line_of
from diglot.sphinxext.typst.writer.numbers import numbered_as
from diglot.typeset.markup import Markup, Value, call

# Lines: a fifth of a page. A shorter block stays on one page; of others two lines do, at least.
_SHORT_LISTING = 10
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


def listing(node: nodes.Element, ctx: Context) -> Markup:
    """A block of code."""
    options: dict[str, Value] = {}
    language = _typst_language(node.get("language") or ctx.config.highlight_language)
    if language:
        options["lang"] = language
    arguments: dict[str, Any] = node.get("highlight_args", {})
    if node.get("linenos"):
        options["numbers"] = int(arguments.get("linenostart", 1))
    if arguments.get("hl_lines"):
        options["highlight"] = [int(line) for line in arguments["hl_lines"]]
    if _is_short(node):
        options["breaks"] = False
    return call("listing", node.astext().expandtabs(4), **options)


def _is_short(node: nodes.Element) -> bool:
    return node.astext().count("\n") < _SHORT_LISTING


def captioned_listing(node: nodes.Element, ctx: Context) -> Markup:
    """A block of code with its number and caption."""
    captions = [child for child in node.children if isinstance(child, nodes.caption)]
    rest = [child for child in node.children if child not in captions]
    caption = line_of(captions[0], ctx.inside(plain=True)) if captions else None
    return call(
        "captioned",
        "code",
        numbered_as(node, ctx),
        caption,
        ctx.blocks(rest),
        name=ctx.label_of(node),
        breaks=not all(
            _is_short(child) for child in rest if isinstance(child, nodes.literal_block)
        ),
    )


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


WRITERS: Writers = {
    nodes.literal_block: listing,
    nodes.doctest_block: listing,
}
