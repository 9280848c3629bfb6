"""Where titles of pages may break: where the sense does, Chinese ones between words, as in print.

Browsers break Chinese anywhere, so that a title on a telephone may end a line inside a word. Each
place where a line may end becomes a `wbr`, which is not text: searching, copying, anchors, contents
and names that are read aloud stay as they are. The style sheet forbids all other breaks in titles
that have one. Each clause is a box of its own, in any language: one that does not fit after a colon
begins a line, and only one that is longer than a line is broken. No dash begins a line.
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
_CLAUSE = '<span class="diglot-clause">{}</span>'
_CLAUSE_END = re.compile("[：，；！？、][”’」』）》】]*$|[:–—] $")
_DASHED = re.compile(r"[^\s<>]+ [–—](?=\s|$)")
_WHOLE = r'<span class="diglot-whole">\g<0></span>'

_SENSE = re.compile("[:–—] ")
_WIDE = re.compile("[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_KANA = re.compile("[\u3040-\u30ff]")


def register(app: Sphinx) -> None:
    """Write the titles of sections on pages."""
    app.add_node(nodes.title, override=True, html=(_visit, _depart))


def with_breaks(text: str, *, whole: bool = True, is_chinese: bool = True) -> str:
    """Return a text of a title, as HTML writes it, with a `wbr` between its words and with boxes.

    Clauses become boxes where it is the `whole` title: beside markup, a line could begin with a
    sign at the head of a box. Japanese is left alone: browsers know where its phrases end.
    """
    if text.startswith("<") or _KANA.search(text):
        return text
    *lengths, _last = [len(piece) for piece in pieces_of_title(text, is_chinese=is_chinese)] or [0]
    places = list(accumulate(lengths))
    cuts = [place for place in places if whole and _CLAUSE_END.search(text, 0, place)]
    # Letters have spaces between them, and references such as &amp; are whole.
    ends = {place for place in places if _WIDE.search(text[place - 1 : place + 1])} | {*cuts}
    clauses = [
        _BREAK.join(text[a:b] for a, b in pairwise([*_within(ends, start, stop)]))
        for start, stop in pairwise([0, *cuts, len(text)])
    ]
    return "".join(map(_box, clauses)) if cuts else clauses[0]


def _within(places: set[int], start: int, stop: int) -> list[int]:
    return [start, *sorted(place for place in places if start < place < stop), stop]


def _box(clause: str) -> str:
    inside = clause.rstrip()
    return _CLAUSE.format(_DASHED.sub(_WHOLE, inside)) + clause[len(inside) :]


@leaves_titles_alone
def _visit(visitor: HTML5Translator, node: nodes.title) -> None:
    type(visitor).visit_title(visitor, node)
    node["title-begins"] = len(visitor.body)


@leaves_titles_alone
def _depart(visitor: HTML5Translator, node: nodes.title) -> None:
    begins = node.attributes.pop("title-begins")
    tag = language_around(node) or visitor.config.language
    if _breaks(visitor, node) and not tag.startswith("ja"):
        parts, is_chinese = visitor.body[begins:], tag.startswith("zh")
        visitor.body[begins:] = [
            _with_breaks(visitor.builder, part, _is_whole(parts, at), is_chinese)
            for at, part in enumerate(parts)
        ]
    type(visitor).depart_title(visitor, node)


def _is_whole(parts: list[str], at: int) -> bool:
    """Whether a part of the title has no markup beside it, other than that of its language."""
    before, after = parts[at - 1] if at else "", "".join(parts[at + 1 : at + 2])
    return (not before or "diglot-side" in before) and after in {"", "</span>"}


def _with_breaks(builder: StandaloneHTMLBuilder, text: str, whole: bool, is_chinese: bool) -> str:
    if not is_chinese and not (whole and _SENSE.search(text)):
        return text
    known, name = known_breaks(builder), text if whole else f"{text}\0"

    def make(_name: str) -> str:
        return with_breaks(text, whole=whole, is_chinese=is_chinese)

    return make(name) if known is None else known.of(builder.current_docname, name, make)


def _breaks(visitor: HTML5Translator, node: nodes.title) -> bool:
    is_section = isinstance(node.parent, nodes.section) and visitor.section_level <= _DEEPEST
    return is_section and visitor.builder.format == "html"
