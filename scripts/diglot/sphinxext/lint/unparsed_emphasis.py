"""Pairs of ``**`` that are shown as stars, because they do not parse as emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.core.i18n import _
from diglot.sphinxext.lint.finding import LintFinding
from diglot.sphinxext.lint.texts import Text, texts_of
from diglot.sphinxext.markup.pages import Page

_MARK = re.compile(r"(?<!\*)\*\*(?!\*)")


def unparsed_emphasis(page: Page) -> Iterator[LintFinding]:
    """A pair of ** makes its content strong.

    CommonMark does not read ** as emphasis where punctuation is on its inner side and a letter on
    its outer side (https://github.com/commonmark/commonmark-spec/issues/650).

    Bad:  the**“model”**itself
    Good: the **“model”** itself
    """
    for text in texts_of(page):
        line = _line_of_failure(text)
        if line:
            yield LintFinding(
                line,
                _("** is shown as it stands: it does not parse as strong emphasis"),
                _("put punctuation outside the emphasis, or a space beside it"),
            )


def _line_of_failure(text: Text) -> int | None:
    shown = text.shown
    marks = list(_MARK.finditer(shown))
    # A single one is a power or a wildcard.
    if len(marks) < 2 or not any(_fails(shown, mark) for mark in marks):
        return None
    return next(line for line, token in text.lines() if "**" in token.content)


def _fails(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark is between punctuation and a letter."""
    before, after = text[: mark.start()][-1:], text[mark.end() :][:1]
    return (
        bool(before and after)
        and _is_punctuation(before) is not _is_punctuation(after)
        and not (before.isspace() or after.isspace())
    )


def _is_punctuation(char: str) -> bool:
    return not char.isalnum()
