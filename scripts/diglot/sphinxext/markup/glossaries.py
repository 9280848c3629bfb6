"""The terms that pages define in their glossary directives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.sphinxext.markup.pages import Page

_DIRECTIVE = re.compile(r"^(?P<indent>[ \t]*)\.\. glossary::.*$", re.MULTILINE)
# A term may be followed by a classifier, which is no part of it.
_CLASSIFIER = " : "


def terms_of_page(page: Page) -> Iterator[str]:
    """Yield the terms of a MyST page's glossaries."""
    for directive in page.directives:
        if directive.name == "glossary":
            yield from _terms(directive.content.splitlines())


def terms_of_rst(text: str) -> Iterator[str]:
    """Yield the terms of a reStructuredText document's glossaries."""
    for match in _DIRECTIVE.finditer(text):
        block: list[str] = []
        for line in text[match.end() :].splitlines()[1:]:
            if line.strip() and len(line) - len(line.lstrip()) <= len(match["indent"]):
                break
            block.append(line)
        indents = [len(line) - len(line.lstrip()) for line in block if line.strip()]
        base = min(indents, default=0)
        yield from _terms([line[base:] for line in block])


def _terms(lines: list[str]) -> Iterator[str]:
    for line in lines:
        # Definitions are indented; options and comments are none of ours.
        if line.strip() and not line[0].isspace() and not line.startswith((":", "..")):
            yield line.partition(_CLASSIFIER)[0].strip()
