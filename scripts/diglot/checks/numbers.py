"""Numbers: they mean the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.catalog.number_words import knows_words_of, spelled_in
from diglot.catalog.numerals import Number, join_groups, numbers_in, with_points
from diglot.catalog.tokens import Parsed
from diglot.checks.message import Finding, TranslatedMessage
from diglot.core.language import Language

_ORDINAL = re.compile(r"^\s*[(（]?\d{1,3}\s?(?:[)）.．、:：]\s?(?!\d))")


def numbers(message: TranslatedMessage) -> Iterator[Finding]:
    """A number of the source is in the translation, as digits or in words, and no other is.

    Bad:  共 12 万张   →   120 pictures in all
    Good: 共 12 万张   →   120,000 pictures in all
    """
    context = message.context
    before = _prose(message.source, context.source)
    after = _prose(message.target, context.target)
    before, after = join_groups(before, numbers_in(after)), join_groups(after, numbers_in(before))
    source, target = _numbers(before), _numbers(after)
    lost = _without(source, target, after, message.target, context.target)
    added = _without(target, source, before, message.source, context.source)
    if len(lost) == len(added) == 1:
        yield Finding(
            f"{lost[0].shown} became {added[0].shown}", f"write what {lost[0].shown} means"
        )
        return
    if lost:
        yield Finding(
            f"this number of the source is missing: {_listed(lost)}",
            "say it, in digits or in words",
        )
    if added:
        yield Finding(
            f"this number is not in the source: {_listed(added)}", "correct it, or take it out"
        )


def _prose(parsed: Parsed, language: Language) -> str:
    return with_points(_ORDINAL.sub("", parsed.prose, count=1), language)


def _numbers(prose: str) -> list[Number]:
    return list(dict.fromkeys(numbers_in(prose)))


def _listed(numbers: list[Number]) -> str:
    return ", ".join(dict.fromkeys(number.shown for number in numbers))


def _without(
    these: list[Number], those: list[Number], prose: str, other: Parsed, language: Language
) -> list[Number]:
    """Return the numbers of `these` that the other text has in no form."""
    if not these:
        return []
    there = {value for number in those for value in number.values}
    there |= spelled_in(prose, language)
    for token in other.tokens:
        there |= {value for number in numbers_in(token.target) for value in number.values}
    excused = not knows_words_of(language)
    return [
        number for number in these if not (number.values & there or (excused and number.is_small))
    ]
