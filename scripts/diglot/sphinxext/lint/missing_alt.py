"""Images without an alternative text."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.core.i18n import _
from diglot.sphinxext.lint.finding import LintFinding
from diglot.sphinxext.lint.texts import texts_of
from diglot.sphinxext.markup.pages import Page

_HINT = _("describe what it shows; the description is translated with the page")


def missing_alt(page: Page) -> Iterator[LintFinding]:
    """An image has an alternative text, for readers who cannot see it.

    Bad:  ![](plan.svg)
    Good: ![A plan of the ground floor](plan.svg)
    """
    for directive in page.directives:
        if directive.name in ("figure", "image") and not directive.options.get("alt"):
            yield LintFinding(
                directive.line,
                _("{image} has no alternative text", image=directive.argument),
                _HINT,
            )
    for text in texts_of(page):
        for line, token in text.lines():
            if token.type == "image" and not token.content.strip():
                yield LintFinding(
                    line, _("{image} has no alternative text", image=token.attrs.get("src")), _HINT
                )
