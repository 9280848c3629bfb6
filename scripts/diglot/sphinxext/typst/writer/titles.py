"""Where the lines of titles break: between words as readers group them, and after a colon.

Titles are printed again without their pictures, each of which takes a space beside it along.
"""

from __future__ import annotations

import re

from docutils import nodes

from diglot.sphinxext.transforms.soft_breaks import replace_text
from diglot.sphinxext.typst.writer.context import Context, Writers
from diglot.sphinxext.typst.writer.inline import breakable
from diglot.sphinxext.typst.writer.runs import directed_text, script_run
from diglot.typeset.markup import Markup, call, literal
from diglot.typeset.title_pieces import pieces_of_title

_TITLES = (nodes.title, nodes.rubric, nodes.subtitle)
_NOT_WORDS = (nodes.literal, nodes.raw, nodes.math, script_run, directed_text)

# Letters. Titles are larger than the text around them.
_LONG = 13
_LONG_WORDS = re.compile(rf"[^\W\d_]{{{_LONG},}}")


class title_text(nodes.Inline, nodes.TextElement):  # noqa: N801 - docutils' nodes are lower-case
    """Text of a title; ``node["pieces"]`` are what its lines may be made of."""


def give_spaces_to_pictures(doctree: nodes.document) -> None:
    """Take the space after each picture of a title out of the text, or the one before the last.

    ``image["space"]`` says on which side it was: ``"after"`` or ``"before"``.
    """
    for title in doctree.findall(nodes.title):
        for image in title.findall(nodes.image):
            before, after = _beside(image, title)
            if _ends(before) and isinstance(after, nodes.Text) and after.startswith(" "):
                image["space"] = "after"
                replace_text(after, *_text(after[1:]))
            elif after is None and isinstance(before, nodes.Text) and before.endswith(" "):
                image["space"] = "before"
                replace_text(before, *_text(before[:-1]))


def _text(left: str) -> list[nodes.Text]:
    return [nodes.Text(left)] if left else []


def _beside(image: nodes.image, title: nodes.title) -> tuple[nodes.Node | None, nodes.Node | None]:
    """Return what stands in a title before and after an image, which may be a link."""
    whole: nodes.Element = image
    while whole.parent is not title and len(whole.parent) == 1:
        whole = whole.parent
    siblings = whole.parent
    at = siblings.index(whole)
    before = siblings[at - 1] if at else None
    return before, siblings[at + 1] if at + 1 < len(siblings) else None


def _ends(before: nodes.Node | None) -> bool:
    """Whether what stands before a picture begins the title or ends in a space."""
    if isinstance(before, nodes.image):
        return bool(before.get("space") == "after")
    return before is None or (isinstance(before, nodes.Text) and before.endswith(" "))


def divide_titles(doctree: nodes.document, *, is_chinese: bool) -> None:
    """Mark in all titles of a document what stays on a line."""
    titles = [node for node in doctree.findall(nodes.TextElement) if isinstance(node, _TITLES)]
    for text in [text for title in titles for text in title.findall(nodes.Text)]:
        if isinstance(text.parent, _NOT_WORDS):
            continue
        # As a string, it would have the NULs with which docutils marks what is escaped.
        pieces = pieces_of_title(text.astext(), is_chinese=is_chinese)
        if len(pieces) > 1 or _LONG_WORDS.search(text):
            whole = "".join(pieces)
            replace_text(text, title_text("", whole, pieces=pieces))


def write_title_text(node: title_text, ctx: Context) -> Markup:
    """The pieces of a title's text; those with long words come as content."""
    pieces = ((piece, breakable(piece, ctx, long_word=_LONG)) for piece in node["pieces"])
    return call("title-pieces", *(p if made == literal(p) else made for p, made in pieces))


WRITERS: Writers = {title_text: write_title_text}
