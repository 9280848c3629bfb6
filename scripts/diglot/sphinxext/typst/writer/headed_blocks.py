"""The blocks of a section with notes: what is done to their page is done before their headings.

A page that turned between a heading and its text would end in the heading; so would one that has no
room for the text above a blank foot.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from docutils import nodes

from diglot.sphinxext.transforms.kinds import is_unseen
from diglot.sphinxext.typst.writer.context import Context, page_break_option
from diglot.sphinxext.typst.writer.foot_rooms import foot_room, with_foot_room
from diglot.sphinxext.typst.writer.turned import Part
from diglot.typeset.markup import NOTHING, Markup, call, stack

_HEADINGS = (nodes.title, nodes.rubric)
_HOLDS_TEXT = (
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.field_list,
    nodes.line_block,
    nodes.block_quote,
    nodes.Admonition,
)
# In em: a heading with the first lines of a text and a note; a heading and the space above notes,
# and each line or note of a short block.
_FIRST_LINES, _AROUND, _LINE = 8, 5, 1.6
_LINES = (nodes.paragraph, nodes.term, nodes.field_name, nodes.line)


def with_foot_rooms(parts: Sequence[Part], label: str, ctx: Context) -> list[Markup]:
    """Return the blocks of a section, each after its mark; `label` is that of the section."""
    written: list[Markup] = []
    headings: list[int] = []
    for at, (part, block) in enumerate(parts):
        is_section = isinstance(part, nodes.section)
        is_under_title = headings and not any(written[: headings[0]])
        key = _key_under_title(label) if is_under_title else f"{label}:{at}"
        headed = bool(headings)
        written.append(block if is_section else with_foot_room(key, block, headed=headed))
        if isinstance(part, _HEADINGS):
            headings.append(at)
        elif block != NOTHING:
            first = _first_key(part, ctx) if is_section else key
            if headings and not (is_under_title and _is_headed(part.parent)):
                written[headings[0]] = _turning(first, written[at], written[headings[0]])
            headings = []
    return written


def room_under(section: nodes.Element) -> int | None:
    """Return how much room, in em, a title needs with what stays with it; None without notes.

    Typst puts a block on a page that has no room for its notes; then both go to the next page, and
    the title above does not.
    """
    seen = [child for child in section.children[1:] if not is_unseen(child)]
    first = next(iter(seen), None)
    if isinstance(first, _HOLDS_TEXT):
        if page_break_option(first):
            notes = _count_notes(first)
            lines = sum(isinstance(node, _LINES) for node in first.findall())
            return _AROUND + ceil(_LINE * (lines + notes)) if notes else None
        first = next(first.findall(nodes.paragraph), None)
    return _FIRST_LINES if isinstance(first, nodes.paragraph) and _count_notes(first) else None


def _count_notes(block: nodes.Element) -> int:
    return sum(
        isinstance(node, nodes.footnote_reference) or "://" in node.get("refuri", "")
        for node in block.findall(nodes.Element)
    )


def _turning(key: str | None, block: Markup, heading: Markup) -> Markup:
    """Return a heading before which the page turns, or has room, where a block asks for that."""
    mark = NOTHING if key is None else foot_room(key, block, headed=True)
    if mark == NOTHING or mark not in block:
        return heading
    return stack([call("page-foot", key), heading])


def _key_under_title(label: str) -> str:
    return f"{label}:under-title"


def _first_key(section: nodes.Node, ctx: Context) -> str | None:
    """Return the key of what stays with the title of a section; None where nothing does."""
    seen = [child for child in section.children if not is_unseen(child)]
    if not isinstance(next(iter(seen), None), nodes.title):
        return None
    under = next(iter(seen[1:]), None)
    if under is None or isinstance(under, nodes.section):
        return under and _first_key(under, ctx)
    label = ctx.label_of(section) if isinstance(section, nodes.Element) else None
    return None if label is None else _key_under_title(label)


def _is_headed(section: nodes.Element) -> bool:
    """Whether a section begins right under a heading, which the page turns before then."""
    before = section.parent.children[: section.parent.index(section)]
    seen = [sibling for sibling in before if not is_unseen(sibling)]
    return bool(seen) and isinstance(seen[-1], _HEADINGS)
