"""A page of another generator, in MyST."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from diglot.adopt.dialect import Dialect
from diglot.adopt.rewrite import alerts, docusaurus, mdbook, mintlify, mkdocs, vitepress
from diglot.adopt.rewrite.code import plain_code
from diglot.adopt.rewrite.constructs import Change, Rewritten, Unknown
from diglot.adopt.rewrite.containers import directives
from diglot.adopt.rewrite.extensions import extensions_of
from diglot.adopt.rewrite.home import home_page
from diglot.adopt.rewrite.inlines import Inline, hidden, rewritten
from diglot.adopt.rewrite.lines import Block, Line, Rule, fence_at, indented_code
from diglot.adopt.rewrite.rules import without_misplaced
from diglot.adopt.rewrite.titles import below_title, title_above


@dataclass(frozen=True, slots=True)
class Grammar:
    """What is rewritten of a dialect.

    `unknown` are patterns of what may be left of it in prose, `includes` of what a generator reads
    in code, too.
    """

    blocks: tuple[Rule, ...] = ()
    inlines: tuple[Inline, ...] = ()
    unknown: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()


_GRAMMARS = {
    Dialect.MARKDOWN: Grammar(),
    Dialect.HUGO: Grammar(),
    Dialect.MINTLIFY: Grammar(mintlify.BLOCKS, (), mintlify.UNKNOWN),
    Dialect.MKDOCS: Grammar(mkdocs.BLOCKS, mkdocs.INLINES, mkdocs.UNKNOWN, mkdocs.INCLUDES),
    Dialect.DOCUSAURUS: Grammar(docusaurus.BLOCKS, (), docusaurus.UNKNOWN),
    Dialect.VITEPRESS: Grammar(vitepress.BLOCKS, vitepress.INLINES, vitepress.UNKNOWN),
    Dialect.MDBOOK: Grammar(mdbook.BLOCKS, (), mdbook.UNKNOWN, mdbook.UNKNOWN),
}
_DRAWING = r"^\s*(?:`{3,}|~{3,})\s*(?:mermaid|plantuml)\b"
_OTHERS = (r"\{\{[<%].*?[%>]\}\}", _DRAWING)
"""Patterns of what nothing here reads: the shortcodes of Hugo, and drawings as code.

A drawing stays code: its words are a message then, which the extensions that draw it have not.
"""
_COMMENT = re.compile(r"\s*<!--(?!.*-->)")


def rewrite(text: str, dialect: Dialect) -> Rewritten:
    """Return a page in MyST, with what was rewritten and what was not.

    What is MyST already stays as it is, and so does code, unless all it does is to include a file.
    """
    lines = [Line(number, content) for number, content in enumerate(text.split("\n"), 1)]
    if dialect is Dialect.SPHINX:
        return Rewritten(text, unknown=tuple(_unknown(_prose(lines), (_DRAWING,))))
    start = _end_of_front_matter(lines)
    grammar = _GRAMMARS[dialect]
    block = without_misplaced(_rewritten(lines[start:], grammar))
    home = home_page(lines[:start]) if dialect is Dialect.VITEPRESS else None
    above = title_above(lines[:start], block.lines, list(_prose(block.lines)))
    front, title = home or (lines[:start], above)
    made = [*title.lines, *block.lines]
    page, lowered = below_title("\n".join(line.text for line in [*front, *made]), front, dialect)
    prose = (*grammar.unknown, *alerts.UNKNOWN, *_OTHERS)
    myst, sphinx = extensions_of(line.text for line in _prose(made))
    return Rewritten(
        page,
        (*title.changes, *lowered, *sorted(block.changes, key=lambda change: change.line)),
        tuple(sorted({*_unknown(_prose(made), prose), *_unknown(made, grammar.includes)})),
        myst,
        sphinx,
    )


def _rewritten(lines: Sequence[Line], grammar: Grammar) -> Block:
    inner = partial(_rewritten, grammar=grammar)
    rules = (*grammar.blocks, alerts.alert, directives, plain_code)
    code = indented_code(lines)
    made: list[Line] = []
    changes: list[Change] = []
    at = 0
    while at < len(lines):
        block = None if at in code else _first(rule(lines, at, inner) for rule in rules)
        if block is None:
            block = _as_it_is(lines, at, at in code, grammar.inlines)
        made += block.lines
        changes += block.changes
        at = block.end
    return Block(len(lines), tuple(made), tuple(changes))


def _first(blocks: Iterable[Block | None]) -> Block | None:
    return next((block for block in blocks if block), None)


def _as_it_is(lines: Sequence[Line], at: int, is_code: bool, inlines: Iterable[Inline]) -> Block:
    if fence := None if is_code else fence_at(lines, at):
        return Block(fence.end, tuple(lines[at : fence.end]))
    if _COMMENT.match(lines[at].text) and not is_code:
        after = (index + 1 for index in range(at, len(lines)) if "-->" in lines[index].text)
        end = next(after, len(lines))
        return Block(end, tuple(lines[at:end]))
    if is_code:
        return Block(at + 1, (lines[at],))
    line, changes = rewritten(lines[at], inlines)
    return Block(at + 1, (line,), tuple(changes))


def _prose(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines outside of code; of a code block the first."""
    code, at = indented_code(lines), 0
    while at < len(lines):
        fence = None if at in code else fence_at(lines, at)
        if at not in code:
            yield lines[at]
        at = fence.end if fence else at + 1


def _unknown(lines: Iterable[Line], patterns: Sequence[str]) -> Iterator[Unknown]:
    if not patterns:
        return
    markup = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    for line in lines:
        if not line.text.lstrip().startswith("% "):
            for match in markup.finditer(hidden(line.text)):
                yield Unknown(line.number, match[0].strip())


# --- front matter


def _end_of_front_matter(lines: Sequence[Line]) -> int:
    if not lines or lines[0].text.rstrip() != "---":
        return 0
    ends = (at + 1 for at in range(1, len(lines)) if lines[at].text.rstrip() == "---")
    return next(ends, 0)
