"""Footnotes in two languages: one number, one note at the foot that says it in both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docutils import nodes

from diglot.sphinxext.parallel.interleave import Pair, Side
from diglot.sphinxext.typst.writer.context import Context, Writer
from diglot.sphinxext.typst.writer.dispatch import write_node
from diglot.sphinxext.typst.writer.references import is_in_heading, note_body
from diglot.typeset.markup import Markup, call


@dataclass(frozen=True, slots=True)
class Notes:
    """Which footnotes belong together; `counterparts` are those of each, by `id()`."""

    halves: Mapping[Side, Context]
    counterparts: Mapping[int, nodes.footnote]
    addresses: frozenset[str]
    """Where the source's links lead; such an address goes to the foot of the page once."""

    def writer(self, side: Side) -> Writer:
        """Return the writer of one half: its footnote marks bring both notes, once."""

        def write(node: nodes.Node, ctx: Context) -> Markup:
            if isinstance(node, nodes.footnote_reference) and _brings_note(node, ctx):
                return self._mark(node, ctx, side)
            if side is Side.TARGET and isinstance(node, nodes.reference):
                known = node.get("refuri") in self.addresses
                return write_node(node, ctx.inside(plain=True) if known else ctx)
            return write_node(node, ctx)

        return write

    def _mark(self, mark: nodes.footnote_reference, ctx: Context, side: Side) -> Markup:
        note = ctx.notes[mark["refid"]]
        source, target = self.halves[Side.SOURCE], self.halves[Side.TARGET]
        other = self.counterparts.get(id(note))
        if side is Side.TARGET and other is not None and _is_marked(other, source):
            # The source's mark brings the note, wherever on the page the translation has it.
            return call("note-again", source.name(other["ids"][0]))
        name = ctx.name(note["ids"][0])
        if id(mark) not in ctx.first_marks:
            return call("note-again", name)
        pair = (note, other) if side is Side.SOURCE else (other, note)
        bodies = [
            None if one is None else note_body(one, half)
            for one, half in zip(pair, (source, target), strict=True)
        ]
        return call("pair-note", name, *bodies)


def counterparts(paired: Pair) -> dict[int, nodes.footnote]:
    """Return the counterpart of each footnote of both languages, by `id()`.

    A translation may refer to its notes in another order, which reorders them: notes of the same
    name belong together, wherever they stand.
    """
    found: dict[Side, list[nodes.footnote]] = {
        side: [node for one in paired.walk() if isinstance(node := one.side(side), nodes.footnote)]
        for side in Side
    }
    named = {name: note for note in found[Side.TARGET] for name in note["names"]}
    pairs = [
        (note, named[name])
        for note in found[Side.SOURCE]
        for name in note["names"][:1]
        if name in named
    ]
    pairs += [
        (one.source, one.target)
        for one in paired.walk()
        if isinstance(one.source, nodes.footnote)
        and isinstance(one.target, nodes.footnote)
        and not (set(one.source["names"]) | set(one.target["names"]))
    ]
    return {id(a): b for pair in pairs for a, b in (pair, pair[::-1])}


def addresses_of(doctree: nodes.document) -> frozenset[str]:
    """Return where the links of a document lead that leave the book."""
    uris = {node.get("refuri", "") for node in doctree.findall(nodes.reference)}
    return frozenset(uri for uri in uris if "://" in uri)


def _brings_note(mark: nodes.footnote_reference, ctx: Context) -> bool:
    # A heading's marks are set apart from its words, once for both languages.
    return mark.get("refid", "") in ctx.notes and not (ctx.plain and is_in_heading(mark))


def _is_marked(note: nodes.footnote, ctx: Context) -> bool:
    return any(identifier in ctx.notes for identifier in note["ids"])
