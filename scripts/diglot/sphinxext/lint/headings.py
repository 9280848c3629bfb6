"""The headings of a page, with their labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diglot.sphinxext.markup.pages import Page


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, with its text in MyST's markup.

    `labels` are those before it, as ``(label)=`` or ``{#label}``, which other pages can link to.
    """

    line: int
    level: int
    content: str
    labels: tuple[str, ...] = ()


def headings_of(page: Page) -> Iterator[Heading]:
    """Yield the headings of a page, in order."""
    labels: list[str] = []
    level = 0
    for line, token in page.tokens():
        if token.type == "myst_target":
            labels.append(token.content)
        elif token.type == "attrs_block" and "id" in token.attrs:
            labels.append(str(token.attrs["id"]))
        elif token.type == "heading_open":
            level = int(token.tag[1:])
            if "id" in token.attrs:
                labels.append(str(token.attrs["id"]))
        elif token.type == "inline" and level:
            yield Heading(line, level, token.content.strip(), tuple(labels))
            labels, level = [], 0
        elif token.nesting >= 0:
            labels = []
