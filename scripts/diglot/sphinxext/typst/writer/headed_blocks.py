"""The blocks of a section with notes: what is done to their page is done before their headings.

A page that turned between a heading and its text would end in the heading; so would one that has no
room for the text above a blank foot.
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from diglot.sphinxext.transforms.kinds import is_unseen
from diglot.sphinxext.typst.writer.context import Context
from diglot.sphinxext.typst.writer.foot_rooms import foot_room, with_foot_room
from diglot.sphinxext.typst.writer.turned import Part
from diglot.typeset.markup import NOTHING, Markup, call, stack

_HEADINGS = (nodes.title, nodes.rubric)


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
