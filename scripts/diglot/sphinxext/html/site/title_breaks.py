"""Where Chinese titles of pages may break: between words, as in print.

Browsers break Chinese anywhere, so that a title on a telephone may end a line inside a word. Each
place where a line may end becomes a `wbr`, which is not text: searching, copying, anchors, contents
and names that are read aloud stay as they are. The style sheet forbids all other breaks in titles
that have one. A short clause stays whole, so that lines end where the sense does: after a colon or
a comma before inside what follows it.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.application import Sphinx

from diglot.sphinxext.caching.titles import leaves_titles_alone
from diglot.sphinxext.html.site.known_breaks import known_breaks
from diglot.sphinxext.transforms.stated_language import language_around
from diglot.typeset.title_pieces import pieces_of_title

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator

_DEEPEST = 3
"""Titles below h3 are too short and too small to need it."""

_BREAK = "<wbr>"
_CLAUSE_END = re.compile("[：，；！？、]")
_SHORT_CLAUSE = 7
"""Signs that a line of a telephone holds in the largest heading."""

_WIDE = re.compile("[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_KANA = re.compile("[\u3040-\u30ff]")


def register(app: Sphinx) -> None:
    """Write the titles of sections on pages."""
    app.add_node(nodes.title, override=True, html=(_visit, _depart))


def with_breaks(text: str) -> str:
    """Return a text of a Chinese title, as HTML writes it, with a `wbr` between its words.

    Japanese is left alone: browsers know where its phrases end.
    """
    if text.startswith("<") or _KANA.search(text):
        return text
    *lengths, _last = [len(piece) for piece in pieces_of_title(text, is_chinese=True)] or [0]
    # Letters have spaces between them, and references such as &amp; are whole.
    ends = [end for end in accumulate(lengths) if _WIDE.search(text[end - 1 : end + 1])]
    ends = [end for end in ends if not _inside_short_clause(text, end)]
    return _BREAK.join(text[start:end] for start, end in pairwise([0, *ends, len(text)]))


def _inside_short_clause(text: str, at: int) -> bool:
    if _CLAUSE_END.match(text[at - 1]):
        return False
    before = [sign.end() for sign in _CLAUSE_END.finditer(text, 0, at)]
    after = _CLAUSE_END.search(text, at)
    begins, ends = before[-1] if before else 0, after.end() if after else len(text)
    return ends - begins <= _SHORT_CLAUSE


@leaves_titles_alone
def _visit(visitor: HTML5Translator, node: nodes.title) -> None:
    type(visitor).visit_title(visitor, node)
    node["title-begins"] = len(visitor.body)


@leaves_titles_alone
def _depart(visitor: HTML5Translator, node: nodes.title) -> None:
    begins = node.attributes.pop("title-begins")
    if _breaks(visitor, node):
        visitor.body[begins:] = [
            _with_breaks(visitor.builder, part) for part in visitor.body[begins:]
        ]
    type(visitor).depart_title(visitor, node)


def _with_breaks(builder: StandaloneHTMLBuilder, text: str) -> str:
    known = known_breaks(builder)
    if known is None:
        return with_breaks(text)
    return known.of(builder.current_docname, text, with_breaks)


def _breaks(visitor: HTML5Translator, node: nodes.title) -> bool:
    is_section = isinstance(node.parent, nodes.section) and visitor.section_level <= _DEEPEST
    tag = language_around(node) or visitor.config.language
    return is_section and visitor.builder.format == "html" and tag.startswith("zh")
