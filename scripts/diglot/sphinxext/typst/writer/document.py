"""A document as Typst source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docutils import nodes

from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.dispatch import anchors_in
from diglot.typeset.markup import THEME, Markup, call, stack


@dataclass(frozen=True, slots=True)
class Written:
    """A document as Typst source; `labels` are all names that lead to an anchor in it."""

    source: str
    labels: Mapping[str, str]


def write_document(doctree: nodes.document, ctx: Context) -> Written:
    """Return the Typst source of a resolved doctree, which is changed on the way."""
    body = stack([call("anchor", ctx.name("")), ctx.blocks(doctree)])
    return Written(source_of(body, ctx), labels_in(doctree, body, ctx))


def source_of(body: Markup, ctx: Context) -> str:
    """Return the Typst source that holds what was written of a document."""
    return (
        f"// Made by diglot from {ctx.path}; changes to this file are lost.\n"
        f'#import "/theme.typ" as {THEME}\n#{body}\n'
    )


def labels_in(doctree: nodes.document, body: Markup, ctx: Context) -> dict[str, str]:
    """Return every id of the document with the anchor that was written for it, if one was."""
    written = anchors_in(body)
    found = {ctx.name(""): ctx.name("")}
    for node in doctree.findall(nodes.Element):
        identifiers: list[str] = node.get("ids", [])
        names = [ctx.name(one) for one in identifiers]
        anchor = next((name for name in names if name in written), None)
        if anchor:
            found |= dict.fromkeys(names, anchor)
    return found
