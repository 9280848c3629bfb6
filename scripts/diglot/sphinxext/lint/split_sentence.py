"""Line breaks that are asked for in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.sphinxext.lint.finding import Finding
from diglot.sphinxext.lint.texts import Text, texts_of
from diglot.sphinxext.markup.pages import Page


def split_sentence(page: Page) -> Iterator[Finding]:
    """A hard line break stands between sentences, not inside one.

    Another language puts its words in another order, and has no place for the break.

    Bad:  Training takes\\\\
          a long time.
    Good: Training takes a long time.
    """
    for text in texts_of(page):
        for line in _breaks_inside(text):
            yield Finding(
                line,
                "a hard line break stands inside a sentence",
                "take it out, or make two paragraphs, a list or a table of it",
            )


def _breaks_inside(text: Text) -> Iterator[int]:
    line, before = text.line, ""
    pieces = list(text.pieces())
    for index, (token, piece) in enumerate(pieces):
        if token.type == "hardbreak":
            after = "".join(each for _token, each in pieces[index + 1 :]).lstrip()
            if _goes_on(before.rstrip(), after):
                yield line
            before = ""
        line += token.type in ("softbreak", "hardbreak")
        before += piece


def _goes_on(before: str, after: str) -> bool:
    # Verse and addresses have breaks without stops, but begin their lines with capitals, and
    # Chinese has none: there, only a comma tells that a sentence goes on.
    return before[-1:] in ("，", "、", ",") or (before[-1:].isalnum() and after[:1].islower())
