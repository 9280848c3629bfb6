"""Images that say nothing to those who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.sphinxext.lint.finding import Finding
from diglot.sphinxext.lint.texts import texts_of
from diglot.sphinxext.markup.pages import Page

_HINT = "describe what it shows; the description is translated with the page"


def missing_alt(page: Page) -> Iterator[Finding]:
    """An image has an alternative text.

    Bad:  ![](plan.svg)
    Good: ![The plan of the house](plan.svg)
    """
    for directive in page.directives:
        if directive.name in ("figure", "image") and not directive.options.get("alt"):
            yield Finding(directive.line, f"{directive.argument} has no alternative text", _HINT)
    for text in texts_of(page):
        for line, token in text.lines():
            if token.type == "image" and not token.content.strip():
                yield Finding(line, f"{token.attrs.get('src')} has no alternative text", _HINT)
