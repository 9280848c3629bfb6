"""What a style sheet cannot see: which emphasis is Latin, which code is long, what is one thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from diglot.sphinxext.transforms.descendants import nodes_of
from diglot.sphinxext.transforms.numbered_links import (
    has_word_and_number,
    short_links,
    word_before,
)
from diglot.sphinxext.transforms.soft_breaks import is_wide

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

LATIN = "diglot-latin"
LONG = "diglot-long"
WHOLE = "diglot-whole"

_LINE = 24
"""As many letters of code as fit on a line wherever text stands, on a telephone, too."""

_TITLE_LINE = 12
"""The same of titles, whose letters are up to twice as large."""

_AFTER_SIGN = re.compile(
    r"(?<=\w[/_.=&?,:;)\]}|+@%#-])(?<!\d[.,])(?:(?<!\.)|(?!\w{1,4}\b))(?=[^\W_])"
)
"""Where the sense of code lets a line end: after a sign between its words.

A number stays whole, and the end of a file's name with it.
"""

_OPENING = frozenset("（《〈「『【〔［｛“‘")


def register(app: Sphinx) -> None:
    """Mark Latin emphases and long code on pages."""
    app.add_node(line_end, html=(_visit, _depart))
    app.add_post_transform(MarkLatinEmphasis)
    app.add_post_transform(MarkLongCode)
    app.add_post_transform(BreakBeforeCode)
    app.add_post_transform(KeepNumbers)


class line_end(nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A place where a line may end. It has no text, so that nobody finds it in that of a page."""


class MarkLatinEmphasis(SphinxPostTransform):
    """Give an emphasis without a 汉字 the class that keeps it italic on a Chinese page.

    Chinese is not slanted: its emphasis has dots (着重号), which Latin does not.
    """

    default_priority = 410
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Walk over all emphases."""
        for node in nodes_of(self.document, nodes.emphasis):
            if not any(map(is_wide, node.astext())):
                node["classes"].append(LATIN)


class MarkLongCode(SphinxPostTransform):
    """Give code the class that lets its words break, where one of them is longer than a line.

    They break after signs, such as those of a path, before they break anywhere; so do the captions
    of listings, which are paths. All others stay whole: browsers would break an option after its
    dashes. A 汉字 is as wide as two letters.
    """

    default_priority = 410
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Walk over all code in lines."""
        for node in nodes_of(self.document, nodes.literal):
            line = _TITLE_LINE if isinstance(node.parent, nodes.title) else _LINE
            if any(len(word) + sum(map(is_wide, word)) > line for word in node.astext().split()):
                node["classes"].append(LONG)
                _let_lines_end(node)
        for caption in nodes_of(self.document, nodes.caption):
            if isinstance(caption.parent, nodes.container):
                _let_lines_end(caption)


class BreakBeforeCode(SphinxPostTransform):
    """Let a line begin with an option that follows a full-width sign or a 汉字.

    Browsers take its hyphen for the end of a word, so that 、--quiet would never break.
    """

    default_priority = 410
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Let a line end before each such code."""
        for node in nodes_of(self.document, nodes.literal):
            before = _text_before(node)[-1:]
            if is_wide(before) and before not in _OPENING and not node.astext()[:1].isalnum():
                node.parent.insert(node.parent.index(node), line_end())


class KeepNumbers(SphinxPostTransform):
    """Keep what is referred to by number on one line: “Table 7”, “equation (2)”, 式（2）.

    Either the link has both, or the word stands before a link that is a number.
    """

    default_priority = 410
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Walk over all links into the project."""
        for node in short_links(self.document):
            if has_word_and_number(node):
                node["classes"].append(WHOLE)
            _keep_with_word(node)


def _let_lines_end(node: nodes.Element) -> None:
    """Let lines end inside the words of a node's own text."""
    for text in [child for child in node.children if isinstance(child, nodes.Text)]:
        first, *others = _AFTER_SIGN.split(text)
        if others:
            pieces: list[nodes.Node] = [nodes.Text(first)]
            for other in others:
                pieces += [line_end(), nodes.Text(other)]
            at = node.index(text)
            node[at : at + 1] = pieces


def _visit(visitor: HTML5Translator, _node: line_end) -> None:
    visitor.body.append("<wbr/>")


def _depart(_visitor: HTML5Translator, _node: line_end) -> None:
    """A place has no end."""


def _text_before(node: nodes.Element) -> str:
    at = node.parent.index(node)
    before = node.parent[at - 1] if at else None
    return str(before) if isinstance(before, nodes.Text) else ""


def _keep_with_word(node: nodes.reference) -> None:
    found = word_before(node)
    if found is None:
        return
    before, word = found
    at = node.parent.index(node)
    whole = nodes.inline("", "", nodes.Text(word), classes=[WHOLE])
    node.parent[at - 1 : at + 1] = [nodes.Text(before[: -len(word)]), whole]
    whole += node
