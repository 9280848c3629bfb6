"""Drawings with words in two languages, which may be too small to be read beside each other."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from diglot.sphinxext.parallel.interleave import Pair
from diglot.sphinxext.parallel.typst.context import PairedContext
from diglot.typeset.markup import Markup
from diglot.typeset.svg import smallest_words


def smallest_words_of(pair: Pair, ctx: PairedContext) -> Markup | None:
    """Return the smallest words of a pair of drawings as a share of a drawing's width.

    None where the two are no drawings, or have no words.
    """
    shares = [
        share
        for node in (pair.source, pair.target)
        if isinstance(node, nodes.image) and (share := _share(node, ctx)) is not None
    ]
    return Markup(f"{100 * min(shares):.2f}%") if len(shares) > 1 else None


def _share(node: nodes.image, ctx: PairedContext) -> float | None:
    path = Path(ctx.env.srcdir, node["uri"])
    if path.suffix.lower() != ".svg" or not path.is_file():
        return None
    return smallest_words(path.read_bytes())
