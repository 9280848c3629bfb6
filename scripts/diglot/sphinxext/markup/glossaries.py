"""The terms and definitions in the glossary directives of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from diglot.sphinxext.markup.pages import Page

NAME = "glossary"
"""The name of the directive, in either markup."""

_DIRECTIVE = re.compile(rf"^(?P<indent>[ \t]*)\.\. {NAME}::.*$", re.MULTILINE)
# What separates a term from a classifier after it.
_CLASSIFIER = " : "


def terms_of_page(page: Page) -> Iterator[tuple[str, str]]:
    """Yield (term, first paragraph of its definition) of a MyST page's glossaries."""
    for directive in page.directives:
        if directive.name == NAME:
            yield from _terms(directive.content.splitlines())


def terms_of_rst(text: str) -> Iterator[tuple[str, str]]:
    """Yield (term, first paragraph of its definition) of the text of a reStructuredText page."""
    for match in _DIRECTIVE.finditer(text):
        block: list[str] = []
        for line in text[match.end() :].splitlines()[1:]:
            if line.strip() and len(line) - len(line.lstrip()) <= len(match["indent"]):
                break
            block.append(line)
        indents = [len(line) - len(line.lstrip()) for line in block if line.strip()]
        base = min(indents, default=0)
        yield from _terms([line[base:] for line in block])


def _terms(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield (term, first paragraph of its definition) of a glossary's lines."""
    terms: list[str] = []
    definition: list[str] = []
    # A line after the last one completes the last definition.
    for line in [*lines, "end"]:
        if not line.strip():
            if definition:
                definition.append("")
        elif line[0].isspace():
            definition.append(line.strip())
        elif not line.startswith((":", "..")):  # neither an option nor a comment
            if definition:
                text = " ".join(takewhile(bool, definition))
                yield from ((term, text) for term in terms)
                terms, definition = [], []
            terms.append(line.partition(_CLASSIFIER)[0].strip())
    yield from ((term, "") for term in terms[:-1])
