"""Hard line breaks inside of sentences."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.core.i18n import _
from diglot.sphinxext.lint.finding import LintFinding
from diglot.sphinxext.lint.texts import Text, texts_of
from diglot.sphinxext.markup.pages import Page


def split_sentence(page: Page) -> Iterator[LintFinding]:
    """A hard line break is between sentences, not inside of one.

    A translation has the words in another order, so it has no place for the break.

    Bad:  Training takes\\\\
          a long time.
    Good: Training takes a long time.
    """
    for text in texts_of(page):
        for line in _breaks_inside(text):
            yield LintFinding(
                line,
                _("a hard line break stands inside a sentence"),
                _("take it out, or make two paragraphs, a list or a table of it"),
            )


def _breaks_inside(text: Text) -> Iterator[int]:
    """Yield the lines of hard breaks inside of sentences."""
    line, before = text.line, ""
    parts = list(text.parts())
    for index, (token, part) in enumerate(parts):
        if token.type == "hardbreak":
            after = "".join(part for _token, part in parts[index + 1 :]).lstrip()
            if _continues(before.rstrip(), after):
                yield line
            before = ""
        line += token.type in ("softbreak", "hardbreak")
        before += part


def _continues(before: str, after: str) -> bool:
    """Whether a sentence continues after a line break."""
    # Lines of verse and of addresses end without a full stop, but the next one begins with a
    # capital. Chinese has no capitals, so there only a comma shows that the sentence continues.
    return before[-1:] in ("，", "、", ",") or (before[-1:].isalnum() and after[:1].islower())
