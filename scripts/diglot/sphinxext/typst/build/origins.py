"""Finds where a text on a page came from: the passage of a document that it reads like."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diglot.sphinxext.reporting.warn import Place
from diglot.sphinxext.typst.build.passages import Passage
from diglot.typeset.printed import letters_of

Document = tuple[str, Sequence[Sequence[Passage]]]
"""A document's name, and its passages in each of its languages."""

# What stands as near before and after a passage may be in the same row.
_BESIDE = 4


def origin_of(text: str, around: str, documents: Sequence[Document]) -> Place:
    """Return where a text came from; None where no passage has it.

    Of several passages with its letters, it is the first of those with most of the letters `around`
    the text, such as those of its row, in themselves and beside them. What the theme prints, such
    as a page, is in no passage, but beside one.
    """
    letters = letters_of(text)
    return _most_alike(documents, around, lambda passage: bool(letters) and letters in passage) or (
        _most_alike(documents, around, lambda passage: passage in around) if around else None
    )


def _most_alike(
    documents: Sequence[Document], around: str, is_meant: Callable[[str], bool]
) -> Place:
    best, place = -1, None
    for docname, sides in documents:
        for passages in sides:
            for at, passage in enumerate(passages):
                if not is_meant(passage.letters):
                    continue
                found = _likeness(passages, at, around)
                if found > best:
                    best, place = found, (docname, passage.line)
    return place


def _likeness(passages: Sequence[Passage], at: int, around: str) -> int:
    """Return how many letters of passages near one are `around`, or how many there are in all."""
    if not around:
        return 0
    if around in passages[at].letters:
        return len(around)
    near = passages[max(0, at - _BESIDE) : at + _BESIDE + 1]
    return sum(len(passage.letters) for passage in near if passage.letters in around)
