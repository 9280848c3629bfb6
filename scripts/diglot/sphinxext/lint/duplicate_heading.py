"""Headings that a page has twice."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.sphinxext.lint.finding import Finding
from diglot.sphinxext.lint.headings import headings_of
from diglot.sphinxext.markup.pages import Page


def duplicate_heading(page: Page) -> Iterator[Finding]:
    """Two headings of a page differ, or have labels.

    Their anchors are told apart by numbers, which change with the order; and both share one
    translation.

    Bad:  ## Example … ## Example
    Good: (example-zh)= ## Example … (example-en)= ## Example
    """
    lines: dict[str, int] = {}
    for heading in headings_of(page):
        first = lines.setdefault(heading.content, heading.line)
        if first != heading.line and not heading.labels:
            yield Finding(
                heading.line,
                f"the heading “{heading.content}” stands in line {first} too",
                "give this one a label, as (a-label)= in the line before it, or other words",
            )
