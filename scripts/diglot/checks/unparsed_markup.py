"""Markup that the parser took for text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from diglot.checks.message import Finding, TranslatedMessage
from diglot.core.i18n import _


def unparsed_markup(message: TranslatedMessage) -> Iterator[Finding]:
    """No mark of markup is left over: readers would see it.

    Bad:  这个**“模型”**很大   →   This**“model”**is large
    Good: 这个**“模型”**很大   →   This **“model”** is large
    """
    left = Counter(message.target.literals) - Counter(message.source.literals)
    for mark in left:
        yield Finding(
            _("{mark} is shown as it stands: it did not parse as markup", mark=mark),
            _advice(mark),
            marks=(mark,),
        )


def _advice(mark: str) -> str:
    if mark.startswith("*"):
        return _(
            "put punctuation outside the emphasis, or a space beside it; "
            "if {mark} is meant, write it as `{mark}`",
            mark=mark,
        )
    if mark.startswith("`"):
        return _("close the backticks; in reStructuredText, set them off with a space")
    if mark == "](":
        return _("write links as `[text](address)`, without a space between, brackets escaped")
    return _("put the content of {mark} between backticks, directly behind it", mark=mark)
