"""Text with long names or large pictures, of which justified lines would be spread out."""

from __future__ import annotations

import re

from docutils import nodes

from diglot.sphinxext.transforms.soft_breaks import WIDE
from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.keeps import pictures_alone
from diglot.typeset.markup import Markup, call
from diglot.typeset.words import TOKEN

# In letters: names this long leave much of a line blank where they do not fit on it; longer ones
# break, but at few places: an address may be most of a text.
_LONG, _BREAKS = 12, 24
# Of a text, in widths of letters: so much in names makes it likely that lines end before one.
_MANY = 0.15
# Names are hyphenated like words if they are letters alone.
_NO_WORD = re.compile(r"[a-z][A-Z]|\w[^\w\s]\w|[\d_]")


# Points: what is no sign among words.
_LARGE = 100


def evenly(text: nodes.Element, made: Markup, ctx: Context) -> Markup:
    """Return `made`, what is printed of a paragraph, with lines that are not spread out.

    They are not justified where lines have few places to end, names that do not break, or pictures
    that may not fit on them.
    """
    is_uneven = _has_picture(text, ctx) or _is_mostly_code(text) or _has_long_names(text)
    return call("ragged", made) if is_uneven else made


def is_large(image: nodes.image, ctx: Context) -> bool:
    """Return whether a picture is no sign among words."""
    return ctx.natural_sizes.get(image["uri"], 0) > _LARGE


def _has_picture(text: nodes.Element, ctx: Context) -> bool:
    large = any(is_large(image, ctx) for image in text.findall(nodes.image))
    return large and not pictures_alone(text)


def _is_mostly_code(text: nodes.Element) -> bool:
    """Whether a paragraph, such as a list of options, has few places where its lines can break."""
    code = [len(node.astext()) for node in text.findall(nodes.literal)]
    return len(code) > 1 and 2 * sum(code) > len(text.astext())


def _has_long_names(text: nodes.Element) -> bool:
    pieces = (
        piece for piece in text.findall(nodes.Text) if not isinstance(piece.parent, nodes.math)
    )
    words = " ".join(pieces)
    tokens = (token[0] for token in TOKEN.finditer(words))
    names = [len(token) for token in tokens if len(token) >= _LONG and _NO_WORD.search(token)]
    whole = [length for length in names if length < _BREAKS]
    width = len(words) + len(WIDE.findall(words))
    return (len(whole) > 1 and sum(whole) >= _MANY * width) or 2 * sum(names) > width
