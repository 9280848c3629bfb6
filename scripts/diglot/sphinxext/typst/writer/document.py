"""A document as Typst source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter

from docutils import nodes

from diglot.sphinxext.typst.writer.context import Context, Heading
from diglot.sphinxext.typst.writer.dispatch import anchors_in
from diglot.sphinxext.typst.writer.fitted_pictures import with_end
from diglot.typeset.markup import THEME, Markup, call, stack


@dataclass(frozen=True, slots=True)
class TypstDocument:
    """A document as Typst source.

    `labels` leads from the label of every id in it to the label of the anchor that was written:
    a node with several ids has one anchor. `headings` are what the contents list of it, where it is
    typeset apart from them.
    """

    source: str
    labels: Mapping[str, str]
    headings: tuple[Heading, ...]


def write_document(doctree: nodes.document, ctx: Context) -> TypstDocument:
    """Return the Typst source of a prepared doctree; writers may change the doctree."""
    body = with_end(stack([call("anchor", ctx.label("")), ctx.blocks(doctree)]), ctx)
    return TypstDocument(
        source_of(body, ctx), labels_in(doctree, body, ctx), headings_in(body, ctx)
    )


def source_of(body: Markup, ctx: Context) -> str:
    """Return the Typst file around the code of a document."""
    return (
        f"// Made by diglot from {ctx.path}; changes to this file are lost.\n"
        f'#import "/theme.typ" as {THEME}\n#{body}\n'
    )


def headings_in(body: Markup, ctx: Context) -> tuple[Heading, ...]:
    """Return what the contents list of a document that has been written as `body`, in order."""
    places = [(body.find(made), listed) for made, listed in ctx.headings]
    return tuple(listed for at, listed in sorted(places, key=itemgetter(0)) if at >= 0)


def labels_in(doctree: nodes.document, body: Markup, ctx: Context) -> dict[str, str]:
    """Return the labels of all ids of a document that has been written as `body`."""
    written = anchors_in(body)
    labels = {ctx.label(""): ctx.label("")}
    for node in doctree.findall(nodes.Element):
        identifiers: list[str] = node.get("ids", [])
        own = [ctx.label(identifier) for identifier in identifiers]
        anchor = next((label for label in own if label in written), None)
        if anchor:
            labels |= dict.fromkeys(own, anchor)
    return labels
