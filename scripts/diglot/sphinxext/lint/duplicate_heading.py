"""Equal headings on one page."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.core.i18n import _
from diglot.sphinxext.lint.finding import LintFinding
from diglot.sphinxext.lint.headings import headings_of
from diglot.sphinxext.markup.pages import Page


def duplicate_heading(page: Page) -> Iterator[LintFinding]:
    """Headings on one page have different texts, or labels.

    Equal headings get anchors with numbers, which change when the order changes. Both are one
    message, so they cannot be translated differently.

    Bad:  ## Example … ## Example
    Good: (example-zh)= ## Example … (example-en)= ## Example
    """
    first_lines: dict[str, int] = {}
    for heading in headings_of(page):
        first = first_lines.setdefault(heading.content, heading.line)
        if first != heading.line and not heading.labels:
            yield LintFinding(
                heading.line,
                _(
                    "the heading “{heading}” stands in line {line} too",
                    heading=heading.content,
                    line=first,
                ),
                _("give this one a label, as (a-label)= in the line before it, or other words"),
            )
