"""Admonitions: what other generators' kinds are in MyST."""

from __future__ import annotations

from collections.abc import Sequence

from diglot.adopt.rewrite.constructs import Change, Construct
from diglot.adopt.rewrite.lines import Block, Line, directive

_OWN = {"attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning"}
"""The kinds that are docutils' own; it writes their titles, in the language of the page."""
_LIKE = {
    "info": "note", "abstract": "note", "summary": "note", "tldr": "note", "details": "note",
    "example": "note", "quote": "note", "cite": "note", "secondary": "note", "block": "note",
    "todo": "note", "inheritance": "note",
    "success": "tip", "check": "tip", "done": "tip",
    "question": "hint", "help": "hint", "faq": "hint",
    "caution": "caution", "failure": "danger", "fail": "danger", "missing": "danger",
    "bug": "danger",
}  # fmt: skip
"""The kind of docutils that looks like a kind of MkDocs, Docusaurus or VitePress."""
KINDS = frozenset(_OWN | _LIKE.keys())


def admonition(
    start: Line,
    end: int,
    kind: str,
    inner: Block,
    *,
    title: str = "",
    folded: str = "",
) -> Block:
    """Return the directive for an admonition, with the lines of `inner` in it.

    `folded` is ``closed`` or ``open`` for what readers may fold. A kind without a title gets the
    word that its generator shows, unless docutils has it or one that means the same. A title
    without anything below it is what the admonition says; one without either goes.
    """
    if all(line.blank for line in inner.lines):
        titled = (Line(start.number, title),) if title else ()
        inner, title = Block(inner.end, titled, inner.changes), ""

    name = kind.casefold()
    like = name if name in _OWN else _LIKE.get(name, "note")
    if not title and name not in _OWN and name != "info":
        title = kind.replace("-", " ").capitalize()
    head = [f"{{admonition}} {title}", f":class: {like}"] if title else [f"{{{like}}}"]
    if folded:
        head.append(f":collapsible: {folded}")
    return Block(
        end,
        directive(start.number, start.indent, head, inner.lines) if inner.lines else (),
        (Change(start.number, Construct.ADMONITION), *inner.changes),
    )


def tab_set(start: Line, end: int, tabs: Sequence[tuple[Line, str, Block]]) -> Block:
    """Return the directive for tabs; each is its first line, its title and what it holds."""
    items = [
        line
        for first, title, inner in tabs
        for line in directive(first.number, 0, [f"{{tab-item}} {title}"], _some(first, inner))
    ]
    changes = [change for _first, _title, inner in tabs for change in inner.changes]
    return Block(
        end,
        directive(start.number, start.indent, ["{tab-set}"], items),
        (Change(start.number, Construct.TABS), *changes),
    )


def _some(first: Line, inner: Block) -> tuple[Line, ...]:
    """Return what a tab holds: a comment where that is nothing, which docutils refuses."""
    is_empty = all(line.blank for line in inner.lines)
    return (Line(first.number, "%"),) if is_empty else inner.lines
