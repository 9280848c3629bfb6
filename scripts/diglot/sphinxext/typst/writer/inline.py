"""Writers of what stands within a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.transforms.ruby import ruby, ruby_text
from diglot.sphinxext.typst.writer.context import (
    Context,
    Writer,
    Writers,
    latin_language,
)
from diglot.sphinxext.typst.writer.runs import (
    directed_text,
    joined_signs,
    script_run,
    shared_marks,
    sibling,
    squeezed_signs,
)
from diglot.sphinxext.typst.writer.scripts import HAN
from diglot.sphinxext.typst.writer.table_columns import LONGEST_PIECE
from diglot.typeset.markup import NOTHING, Markup, call, join, literal
from diglot.typeset.words import TOKEN, with_breaks

# docutils marks escaped characters with NUL.
_NULL = str.maketrans("", "", "\x00")
_SPACES = re.compile(r"[ \t\n]+")


def text(node: nodes.Text, ctx: Context) -> Markup:
    """Text as a string, in which several spaces are one, as on pages.

    Line breaks were joined before; one that is left is a space.
    """
    shown = _SPACES.sub(" ", str(node).translate(_NULL))
    if shown == " -- ":
        # What Sphinx puts between a parameter and its meaning.
        shown = " – "
    return _between_quotes(node, shown, ctx)


# What touches a straight quote stays with it, a 汉字 too, but not on the far side of a quoted word.
_CLOSED = re.compile(r"^[\"'](?=[\u3400-\u9fff])")
_OPENED = re.compile(r"(?<=[\u3400-\u9fff])[\"']$")


def _between_quotes(node: nodes.Text, shown: str, ctx: Context) -> Markup:
    """Return a text between runs in another script; a line may end outside of their quotes."""
    parts = [shown]
    if isinstance(sibling(node, -1), script_run) and (closed := _CLOSED.match(parts[0])):
        parts = [closed[0], parts[0][closed.end() :]]
    if isinstance(sibling(node, 1), script_run) and (opened := _OPENED.search(parts[-1])):
        parts[-1:] = [parts[-1][: opened.start()], opened[0]]
    first, *rest = (breakable(part, ctx) for part in parts)
    return join([first, *(part for piece in rest for part in (call("line-may-end"), piece))])


# Typst keeps a straight quote with what is before it, as it may close as well as open; after a
# full-width sign it opens.
_BEFORE_QUOTE = re.compile(r"(?<=[，、；：。！？）》」』])(?=[\"'])")

LONG_WORD = 24
"""Of words that are hyphenated, only those with as many letters may not fit on a line."""


def breakable(shown: str, ctx: Context, *, long_word: int = LONG_WORD) -> Markup:
    """Return text; words that may not fit on a line, or in a cell, have marks where they may break.

    `long_word` is how many letters make a word long.
    """
    pieces = (join(_words(piece, ctx, long_word)) for piece in _BEFORE_QUOTE.split(shown))
    first, *rest = pieces
    return join([first, *(part for piece in rest for part in (call("line-may-end"), piece))])


def _words(shown: str, ctx: Context, long_word: int) -> Iterator[Markup]:
    done = 0
    for token in TOKEN.finditer(shown):
        length = len(token[0])
        if ctx.in_cell and length > LONGEST_PIECE:
            function, longest = "cell-word", LONGEST_PIECE
        elif length >= (long_word if token[0].isalpha() else _LONG_NAME):
            function, longest = "long-word", _LONGEST_PIECE
        else:
            continue
        if token.start() > done:
            yield literal(shown[done : token.start()])
        yield call(function, with_breaks(token[0], latin_language(ctx), longest))
        done = token.end()
    if done < len(shown):
        yield literal(shown[done:])


# In letters. A column of the smallest paper holds twenty-four.
_LONG_NAME, _LONGEST_PIECE = 16, 12


def run(node: script_run, ctx: Context) -> Markup:
    """Text in another script, in its own language."""
    tag, region = ctx.languages_by_script[node["script"]]
    mark = "han-mark" if node["script"] == HAN else "latin-mark"
    parts = [
        call(mark, part) if shared else breakable(part, ctx)
        for shared, part in shared_marks(_SPACES.sub(" ", node.astext()))
    ]
    body = join(parts)
    if mark == "han-mark" and len(node.astext()) <= _SHORT_RUN:
        body = call("together", body)
    return call("foreign", tag, region, body)


# Typst would set the 汉字 of a justified line apart, which letters around them are not.
_SHORT_RUN = 8


def squeezed(_node: squeezed_signs, _ctx: Context) -> Markup:
    """Half a 汉字 less between two full-width signs."""
    return call("squeeze")


def joined(_node: joined_signs, _ctx: Context) -> Markup:
    """Nothing that is seen: no line may end here."""
    return call("joint")


def directed(node: directed_text, ctx: Context) -> Markup:
    """Text that is written from the other side than the document's, in its own language."""
    return in_direction(node, ctx.inline(node), ctx)


def in_direction(node: directed_text, body: Markup, ctx: Context) -> Markup:
    """Return what was made of such a text in its direction and language."""
    direction = node["direction"]
    tag, region = ctx.languages_by_script[direction]
    return NOTHING if body == NOTHING else call("directed", Markup(direction), tag, region, body)


def wrapped(function: str) -> Writer:
    """Return a writer that hands a node's children to a function of the theme."""

    def write(node: nodes.Element, ctx: Context) -> Markup:
        body = ctx.inline(node)
        return NOTHING if body == NOTHING else call(function, body)

    return write


def through(node: nodes.Element, ctx: Context) -> Markup:
    """Only the children: nothing is printed for the node itself."""
    return ctx.inline(node)


def inline(node: nodes.inline, ctx: Context) -> Markup:
    """The text of a role, set as the classes of Sphinx and sphinx-design ask for."""
    body = ctx.inline(node)
    if body == NOTHING:
        return NOTHING
    classes = set(node["classes"])
    if "sd-badge" in classes:
        return call("label-mark", body, kind=_badge_hue(classes))
    for name, function in (
        ("strike", "struck"),
        ("underline", "underlined"),
        ("small", "small"),
        ("sd-fs-6", "small"),
        ("highlighted", "highlighted"),
        ("menuselection", "bold"),
        ("guilabel", "bold"),
    ):
        if name in classes:
            return call(function, body)
    return body


def with_ruby(node: ruby, ctx: Context) -> Markup:
    """Words with small text above them."""
    return join(_pairs(node, ctx))


def _pairs(node: ruby, ctx: Context) -> Iterator[Markup]:
    """Yield each base with the small text that stands above it."""
    base: list[nodes.Node] = []
    for child in node.children:
        if isinstance(child, ruby_text):
            yield call("ruby", ctx.inline(base), ctx.inline(child))
            base = []
        else:
            base.append(child)
    yield ctx.inline(base)


_BADGES = {
    "success": "tip",
    "warning": "warning",
    "danger": "danger",
    "primary": "accent",
    "info": "note",
}


def _badge_hue(classes: set[str]) -> str:
    return next(
        (hue for name, hue in _BADGES.items() if any(name in given for given in classes)), "note"
    )


def abbreviation(node: nodes.Element, ctx: Context) -> Markup:
    """An abbreviation with what it stands for, which a web page would show on hovering."""
    body, meaning = ctx.inline(node), node.get("explanation")
    if isinstance(node.parent, addnodes.desc_sig_operator):
        return body
    return join([body, literal(f" ({meaning})")]) if meaning else body


def problematic(node: nodes.Element, ctx: Context) -> Markup:
    """Markup that docutils could not read; it has warned already."""
    return call("code", node.astext()) if node.astext() else ctx.inline(node)


WRITERS: Writers = {
    nodes.Text: text,
    script_run: run,
    joined_signs: joined,
    squeezed_signs: squeezed,
    directed_text: directed,
    ruby: with_ruby,
    ruby_text: through,
    nodes.emphasis: wrapped("emphasis"),
    nodes.strong: wrapped("bold"),
    nodes.superscript: wrapped("superscript"),
    nodes.subscript: wrapped("subscript"),
    nodes.title_reference: wrapped("title-of-work"),
    nodes.inline: inline,
    nodes.generated: through,
    nodes.abbreviation: abbreviation,
    nodes.acronym: abbreviation,
    nodes.target: through,
    nodes.problematic: problematic,
    addnodes.literal_emphasis: wrapped("code-emph"),
    addnodes.literal_strong: wrapped("code-strong"),
    addnodes.manpage: wrapped("emphasis"),
    addnodes.pending_xref: through,
    addnodes.pending_xref_condition: through,
}
