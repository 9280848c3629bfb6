"""Rules across a page, `---`, where docutils takes none: in lists, in boxes, next to headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from diglot.adopt.rewrite.constructs import Change, Construct
from diglot.adopt.rewrite.lines import Block, Line

_RULE = re.compile(r"(?:[-*_][ \t]*){3,}$")
_OPENING = re.compile(r"\s*(?P<colons>:{3,})\{")
_CLOSING = re.compile(r"\s*(?P<colons>:{3,})\s*")


def without_misplaced(block: Block) -> Block:
    """Return a page in MyST without the rules that Sphinx would warn of; they part no text.

    Other generators draw one anywhere, such as between the head and the text of a card. docutils
    wants text on both sides of it, outside of everything else.
    """
    tokens = MarkdownIt("commonmark").parse("\n".join(line.text for line in block.lines))
    inside = frozenset(_inside_directives(block.lines))
    gone = {at for at, is_fine in _rules(tokens) if not is_fine or at in inside}
    lines = tuple(
        line._replace(text=_RULE.sub("", line.text).rstrip()) if at in gone else line
        for at, line in enumerate(block.lines)
    )
    changes = tuple(Change(block.lines[at].number, Construct.RULE) for at in gone)
    return Block(block.end, lines, (*block.changes, *changes))


def _rules(tokens: Sequence[Token]) -> Iterator[tuple[int, bool]]:
    """Yield the line of each rule, and whether text is before and after it, outside of lists."""
    for at, token in enumerate(tokens):
        if token.type == "hr" and token.map:
            before = tokens[at - 1].type if at else "heading_close"
            is_fine = token.level == 0 and before not in ("heading_close", "hr")
            yield token.map[0], is_fine and at + 1 < len(tokens)


def _inside_directives(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the indexes of lines between the colons of directives."""
    open_: list[int] = []
    for at, line in enumerate(lines):
        closing = _CLOSING.fullmatch(line.text)
        if opening := _OPENING.match(line.text):
            open_.append(len(opening["colons"]))
        elif closing and open_ and len(closing["colons"]) >= open_[-1]:
            open_.pop()
        if open_:
            yield at
