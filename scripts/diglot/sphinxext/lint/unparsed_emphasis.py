"""Stars that were meant as emphasis and are shown as stars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.sphinxext.lint.finding import Finding
from diglot.sphinxext.lint.texts import Text, texts_of
from diglot.sphinxext.markup.pages import Page

_MARK = re.compile(r"(?<!\*)\*\*(?!\*)")


def unparsed_emphasis(page: Page) -> Iterator[Finding]:
    """A pair of ** makes its content strong.

    CommonMark does not take ** for emphasis where a sign is on its one side and a letter on
    the other (https://github.com/commonmark/commonmark-spec/issues/650).

    Bad:  the**“model”**itself
    Good: the **“model”** itself
    """
    for text in texts_of(page):
        line = _line_of_failure(text)
        if line:
            yield Finding(
                line,
                "** is shown as it stands: it does not parse as strong emphasis",
                "put punctuation outside the emphasis, or a space beside it",
            )


def _line_of_failure(text: Text) -> int | None:
    shown = text.shown
    marks = list(_MARK.finditer(shown))
    # One alone is a power or a wildcard.
    if len(marks) < 2 or not any(_fails(shown, mark) for mark in marks):
        return None
    return next(line for line, token in text.lines() if "**" in token.content)


def _fails(text: str, mark: re.Match[str]) -> bool:
    """Return whether a mark stands between a sign and a letter."""
    before, after = text[: mark.start()][-1:], text[mark.end() :][:1]
    return (
        bool(before and after)
        and _is_sign(before) is not _is_sign(after)
        and not (before.isspace() or after.isspace())
    )


def _is_sign(char: str) -> bool:
    return not char.isalnum()
