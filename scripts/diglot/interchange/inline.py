"""Numbered codes as elements inside a text of an XML format, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from diglot.core.i18n import _
from diglot.interchange.limits import DEEPEST
from diglot.interchange.marks import Mark, Marked, merged
from diglot.interchange.restore import Refused

# No message has more codes, and Python reads no number of any length.
_NUMBER = re.compile(r"[0-9]{1,9}")


class CodeEvent(NamedTuple):
    """A code in a text as it is read: one that stands alone, or one end of a pair."""

    nesting: int
    number: int


def fill(
    parent: etree._Element, marked: Iterable[Marked], make: Callable[[Mark], etree._Element]
) -> None:
    """Put text and codes into an element; `make` builds the empty element of a code."""
    last: etree._Element | None = None
    for part in marked:
        if not isinstance(part, str):
            last = make(part)
            parent.append(last)
            fill(last, part.content or (), make)
        elif last is None:
            parent.text = (parent.text or "") + part
        else:
            last.tail = (last.tail or "") + part


def read_events(
    element: etree._Element, meaning: Callable[[etree._Element], tuple[CodeEvent | str, ...] | None]
) -> Iterator[CodeEvent | str]:
    """Yield text and codes of an element.

    `meaning` says what an element inside it stands for: nothing, one code or text, the two ends
    of a pair around what it holds; or None, where it is only a wrapper around text.
    """
    yield element.text or ""
    for child in element:
        around = meaning(child) if isinstance(child.tag, str) else ()
        if around is None:
            yield from read_events(child, meaning)
        elif len(around) == 2:
            yield around[0]
            yield from read_events(child, meaning)
            yield around[1]
        else:
            yield from around
        yield child.tail or ""


def build(events: Iterable[CodeEvent | str]) -> tuple[Marked, ...]:
    """Return the marks that events make.

    Raises Refused where pairs overlap, lack an end or lie too deep inside each other.
    """
    marked: list[Marked] = []
    outer: list[tuple[int, list[Marked]]] = []
    for event in events:
        if isinstance(event, str):
            marked.append(event)
        elif event.nesting > 0:
            if len(outer) == DEEPEST:
                raise Refused(_("more than {number} codes lie inside each other", number=DEEPEST))
            outer.append((event.number, marked))
            marked = []
        elif event.nesting == 0:
            marked.append(Mark(event.number))
        else:
            number, around = outer.pop() if outer else (event.number, None)
            if around is None or number != event.number:
                raise Refused(_("code {number} ends where it has not begun", number=event.number))
            around.append(Mark(number, merged(marked)))
            marked = around
    if outer:
        raise Refused(_("code {number} begins and does not end", number=outer[-1][0]))
    return merged(marked)


def number_of(text: str | None) -> int:
    """Return the number in an id; 0, which no code has, where there is none."""
    return int(text) if text and _NUMBER.fullmatch(text) else 0
