"""Markup that the parser took for text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from diglot.checks.message import Finding, TranslatedMessage


def unparsed_markup(message: TranslatedMessage) -> Iterator[Finding]:
    """No mark of markup is left over: readers would see it.

    Bad:  这个**“模型”**很大   →   This**“model”**is large
    Good: 这个**“模型”**很大   →   This **“model”** is large
    """
    left = Counter(message.target.literals) - Counter(message.source.literals)
    for mark in left:
        yield Finding(f"{mark} is shown as it stands: it did not parse as markup", _advice(mark))


def _advice(mark: str) -> str:
    if mark.startswith("*"):
        return (
            "put punctuation outside the emphasis, or a space beside it; "
            f"if {mark} is meant, write it as `{mark}`"
        )
    if mark.startswith("`"):
        return "close the backticks; in reStructuredText, set them off with a space"
    if mark == "](":
        return "write links as [text](address), without a space between, brackets escaped"
    return f"put the content of {mark} between backticks, directly behind it"
