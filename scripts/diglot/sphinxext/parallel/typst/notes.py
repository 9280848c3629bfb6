"""Footnotes in two languages: they share a number and one note at the foot of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docutils import nodes

from diglot.sphinxext.parallel.interleave import Pair, Side
from diglot.sphinxext.typst.writer.context import Context, Writer
from diglot.sphinxext.typst.writer.dispatch import write_node
from diglot.sphinxext.typst.writer.note_marks import snug_before
from diglot.sphinxext.typst.writer.references import is_in_heading, note_body
from diglot.typeset.markup import Markup, call


@dataclass(frozen=True, slots=True)
class Notes:
    """Which footnotes belong together."""

    sides: Mapping[Side, Context]
    other_sides: Mapping[int, nodes.footnote]
    """The same footnote in the other language, by the `id()` of a footnote."""
    addresses: frozenset[str]
    """The addresses that the source's links lead to; the target does not print them again."""

    def writer(self, side: Side) -> Writer:
        """Return the writer of one side, whose first footnote marks bring both notes."""

        def write(node: nodes.Node, ctx: Context) -> Markup:
            if isinstance(node, nodes.footnote_reference) and _brings_note(node, ctx):
                return self._mark(node, ctx, side)
            if side is Side.TARGET and isinstance(node, nodes.reference):
                is_printed = node.get("refuri") in self.addresses
                return write_node(node, ctx.inside(plain=True) if is_printed else ctx)
            return write_node(node, ctx)

        return write

    def _mark(self, mark: nodes.footnote_reference, ctx: Context, side: Side) -> Markup:
        note = ctx.notes[mark["refid"]]
        source, target = self.sides[Side.SOURCE], self.sides[Side.TARGET]
        other = self.other_sides.get(id(note))
        if side is Side.TARGET and other is not None and _is_marked(other, source):
            # The source's mark brings the note, wherever on the page the translation has it.
            return call("note-again", source.label(other["ids"][0]), **snug_before(mark, ctx))
        name = ctx.label(note["ids"][0])
        if id(mark) not in ctx.first_marks:
            return call("note-again", name, **snug_before(mark, ctx))
        footnotes = (note, other) if side is Side.SOURCE else (other, note)
        bodies = [
            None if footnote is None else note_body(footnote, side_ctx)
            for footnote, side_ctx in zip(footnotes, (source, target), strict=True)
        ]
        return call("pair-note", name, *bodies, **snug_before(mark, ctx))


def find_other_sides(paired: Pair) -> dict[int, nodes.footnote]:
    """Return, for each footnote of both languages by `id()`, the same one in the other.

    A translation may refer to its notes in another order, which reorders them. So notes of the
    same name belong together, wherever they stand.
    """
    footnotes: dict[Side, list[nodes.footnote]] = {
        side: [
            node for pair in paired.walk() if isinstance(node := pair.side(side), nodes.footnote)
        ]
        for side in Side
    }
    named = {name: note for note in footnotes[Side.TARGET] for name in note["names"]}
    pairs = [
        (note, named[name])
        for note in footnotes[Side.SOURCE]
        for name in note["names"][:1]
        if name in named
    ]
    pairs += [
        (pair.source, pair.target)
        for pair in paired.walk()
        if isinstance(pair.source, nodes.footnote)
        and isinstance(pair.target, nodes.footnote)
        and not (set(pair.source["names"]) | set(pair.target["names"]))
    ]
    return {id(note): other for pair in pairs for note, other in (pair, pair[::-1])}


def addresses_of(doctree: nodes.document) -> frozenset[str]:
    """Return the addresses on the web that the links of a document lead to."""
    uris = {node.get("refuri", "") for node in doctree.findall(nodes.reference)}
    return frozenset(uri for uri in uris if "://" in uri)


def _brings_note(mark: nodes.footnote_reference, ctx: Context) -> bool:
    # A heading's marks are set apart from its words, once for both languages.
    return mark.get("refid", "") in ctx.notes and not (ctx.plain and is_in_heading(mark))


def _is_marked(note: nodes.footnote, ctx: Context) -> bool:
    return any(identifier in ctx.notes for identifier in note["ids"])
