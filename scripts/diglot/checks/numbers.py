"""Numbers: they mean the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.catalog.number_words import knows_words_of, spelled_in
from diglot.catalog.numerals import Number, join_groups, numbers_in
from diglot.catalog.tokens import Parsed
from diglot.checks.message import Finding, Repair, TranslatedMessage
from diglot.core.i18n import _, listed
from diglot.core.language import Language

_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)*")
# Digits with points or commas between them: one number, or several, as a language reads them.
_DIVIDED = re.compile(r"\d+(?:[.,]\d+)+")
_ORDINAL = re.compile(r"^\s*[(（]?\d{1,3}\s?(?:[)）.．、:：]\s?(?!\d))")


def numbers(message: TranslatedMessage) -> Iterator[Finding]:
    """A number of the source is in the translation, as digits or in words, and no other is.

    Bad:  共 12 万张   →   120 pictures in all
    Good: 共 12 万张   →   120,000 pictures in all
    """
    context = message.context
    ours, theirs = context.source.tag, context.target.tag
    before, after = _prose(message.source), _prose(message.target)
    before, after = _without_lists(before, after, ours, theirs)
    before, after = (
        join_groups(before, numbers_in(after, theirs), ours),
        join_groups(after, numbers_in(before, ours), theirs),
    )
    source, target = _numbers(before, ours), _numbers(after, theirs)
    lost = _without(source, target, after, message.target, context.target)
    added = _without(target, source, before, message.source, context.source)
    if len(lost) == len(added) == 1:
        yield Finding(
            _("{before} became {after}", before=lost[0].shown, after=added[0].shown),
            _("write {number}, in figures or in words", number=lost[0].shown),
            marks=(added[0].shown,),
            # A number with words around it, as 12 万 is, may be written otherwise here.
            repairs=(Repair(added[0].shown, lost[0].shown),)
            if _PLAIN.fullmatch(lost[0].shown)
            else (),
        )
        return
    if lost:
        yield Finding(
            _("this number of the source is missing: {numbers}", numbers=_listed(lost)),
            _("write it, in figures or in words"),
        )
    if added:
        yield Finding(
            _("this number is not in the source: {numbers}", numbers=_listed(added)),
            _("correct it, or take it out"),
            marks=tuple(number.shown for number in added),
        )


def _prose(parsed: Parsed) -> str:
    return _ORDINAL.sub("", parsed.prose, count=1)


def _without_lists(before: str, after: str, ours: str, theirs: str) -> tuple[str, str]:
    """Return both texts without what was copied and is a list in one language, such as ``0,1``."""
    lists = {
        digits
        for digits in set(_DIVIDED.findall(before)) & set(_DIVIDED.findall(after))
        if len(list(numbers_in(digits, ours))) != len(list(numbers_in(digits, theirs)))
    }

    def kept(match: re.Match[str]) -> str:
        return " " if match[0] in lists else match[0]

    return _DIVIDED.sub(kept, before), _DIVIDED.sub(kept, after)


def _numbers(prose: str, tag: str) -> list[Number]:
    return list(dict.fromkeys(numbers_in(prose, tag)))


def _listed(numbers: list[Number]) -> str:
    return listed(dict.fromkeys(number.shown for number in numbers))


def _without(
    numbers: list[Number], others: list[Number], prose: str, other: Parsed, language: Language
) -> list[Number]:
    """Return the `numbers` of one text that the other has in no form.

    `others` are the other text's numbers, `prose` its words and `language` their language.
    """
    if not numbers:
        return []
    present = {value for number in others for value in number.values}
    present |= spelled_in(prose, language)
    for token in other.tokens:
        present |= {value for number in numbers_in(token.target) for value in number.values}
    may_be_words = not knows_words_of(language)
    return [
        number
        for number in numbers
        if not (number.values & present or (may_be_words and number.is_small))
    ]
