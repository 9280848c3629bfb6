"""Where in a translation the findings of checks are, and what repairs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diglot.catalog.scripts import CJK
from diglot.catalog.tokens import Parsed
from diglot.checks.message import Repair
from diglot.checks.run import Judgement
from diglot.core.diagnostic import Diagnostic

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Splice:
    """A part of a text, from `start` to `end`, that `text` takes the place of.

    Both are None where the text is missing and has no place yet.
    """

    start: int | None
    end: int | None
    text: str


@dataclass(frozen=True, slots=True)
class PlacedDiagnostic:
    """A diagnostic of a plural form, the parts of its text that are wrong, and how to repair it.

    Positions are half-open ranges of characters. `repair` is done as one; none where a person has
    to find the words.
    """

    form: int
    diagnostic: Diagnostic
    spans: tuple[_Span, ...] = ()
    repair: tuple[Splice, ...] = ()


def placed_in(judgement: Judgement, text: str, parsed: Parsed) -> PlacedDiagnostic:
    """Return a judgement with its places in a text, which was parsed as `parsed`."""
    finding = judgement.finding
    if finding is None:
        return PlacedDiagnostic(judgement.form, judgement.diagnostic)
    markup = tuple(_markup(text, parsed))
    spans = [span for mark in dict.fromkeys(finding.marks) for span in _found(text, mark, markup)]
    splices = tuple(_splices(text, finding.repairs, markup))
    # What can be repaired in part only is left to the person.
    whole = splices if len(splices) == len(finding.repairs) else ()
    return PlacedDiagnostic(judgement.form, judgement.diagnostic, tuple(sorted(spans)), whole)


def _splices(text: str, repairs: Iterable[Repair], markup: tuple[_Span, ...]) -> Iterator[Splice]:
    taken: list[_Span] = []
    # The longest first: a short one may be a part of it.
    for repair in sorted(repairs, key=lambda repair: -len(repair.old)):
        if not repair.old:
            yield Splice(None, None, repair.new)
            continue
        places = reversed(_found(text, repair.old, markup))
        free = next((place for place in places if not _is_among(place, taken)), None)
        if free:
            taken.append(free)
            yield Splice(*free, repair.new)


def _is_among(place: _Span, others: Iterable[_Span]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)


def _markup(text: str, parsed: Parsed) -> Iterator[_Span]:
    """Yield where the markup of a text is."""
    for shown in dict.fromkeys(token.shown for token in parsed.tokens):
        yield from _places(text, shown)


def _found(text: str, part: str, markup: tuple[_Span, ...]) -> list[_Span]:
    """Return where a part of a text is: outside of the markup, unless it is nowhere else.

    A word is looked for as a word; in any case of letters, unless it is there as it is written.
    """
    places = list(_places(text, part)) or list(_places(text, part, re.IGNORECASE))
    words = [place for place in places if _is_whole(text, place)] or places
    outside = [
        place
        for place in words
        if not any(span[0] <= place[0] and place[1] <= span[1] and span != place for span in markup)
    ]
    return outside or words


def _places(text: str, part: str, flags: re.RegexFlag = re.NOFLAG) -> Iterator[_Span]:
    for match in re.finditer(re.escape(part), text, flags) if part else ():
        yield match.span()


def _is_whole(text: str, place: _Span) -> bool:
    """Whether no word goes on beyond the ends of a place."""
    start, end = place
    return not (
        _joins(text[start - 1 : start], text[start]) or _joins(text[end - 1], text[end : end + 1])
    )


def _joins(before: str, after: str) -> bool:
    """Whether two signs beside each other are of one word of an alphabet."""
    return all(sign.isalnum() and not CJK.match(sign) for sign in (before, after) if sign) and bool(
        before and after
    )
