"""The texts and pictures of a doctree that must be found in print, in order."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.typst.writer.figures import alternative_text
from diglot.sphinxext.typst.writer.html_elements import INVISIBLE, MEDIA
from diglot.sphinxext.typst.writer.html_inlines import expand_inline_html
from diglot.sphinxext.typst.writer.html_reader import HtmlReader
from diglot.sphinxext.typst.writer.prepare import find_footnotes
from diglot.typeset.printed import letters_of


class Place(Enum):
    """Where a passage stands on paper."""

    FLOW = "in the text, in order"
    NOTE = "in a footnote"
    FLOAT = "in a figure, which may move"
    FORMULA = "as the alternative text of a formula, or printed where it cannot be typeset"
    PICTURE = "as the alternative text of a picture, or printed where that is missing"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text without spaces or signs (`letters_of`), and the line that it came from."""

    letters: str
    shown: str
    line: int | None
    place: Place


# What prints nothing, or something else than its text.
_UNPRINTED = (
    nodes.comment,
    nodes.substitution_definition,
    nodes.system_message,
    nodes.pending,
    nodes.meta,
    nodes.footnote_reference,
    addnodes.index,
    addnodes.toctree,
    addnodes.highlightlang,
    addnodes.tabular_col_spec,
)
# A formula of spaces alone, by which authors set things apart, leaves nothing to be found.
_SPACES = re.compile(r"(?:\s|\\(?:q?quad|en(?:space|skip)|(?:thin|med|thick)space|[,:;! ]))*")
# What the web has for its own sake: lists of contents, and links that only cover a card.
_OF_THE_WEB = frozenset({"toctree-wrapper", "sd-hide-link-text", "sd-stretched-link"})


def passages(node: nodes.Node, handled: Container[str]) -> Iterator[Passage]:
    """Yield the passages of a node; nodes whose class `handled` names print what they like.

    A node inside one that is not printed, such as the list of a toctree, has none. Raw HTML
    within lines becomes nodes meanwhile.
    """
    for block in list(node.findall(nodes.TextElement)):
        expand_inline_html(block)
    place, line, above = Place.FLOW, None, node.parent
    while above is not None:
        if _is_unprinted(above, handled):
            return
        place = place if place in _FIXED else _place_inside(above, place)
        line = line if line is not None else above.line
        above = above.parent
    yield from _passages(node, handled, place, line)


def _passages(
    node: nodes.Node, handled: Container[str], place: Place, line: int | None
) -> Iterator[Passage]:
    if isinstance(node, nodes.Text):
        yield from _passage(str(node), line, place)
        return
    if not isinstance(node, nodes.Element) or _is_unprinted(node, handled):
        return
    line = node.line if node.line is not None else line
    if isinstance(node, nodes.raw):
        if "html" in node.get("format", "").split():
            yield from _passage(words_of_html(node.astext()), line, place)
    elif isinstance(node, (nodes.math, nodes.math_block)):
        if not _SPACES.fullmatch(node.astext()):
            yield from _passage(node.astext(), line, Place.FORMULA)
    elif isinstance(node, nodes.image):
        yield from _passage(alternative_text(node), line, Place.PICTURE)
    else:
        place = _place_inside(node, place)
        for child in node.children:
            yield from _passages(child, handled, place, line)


def _place_inside(node: nodes.Element, place: Place) -> Place:
    """Return where the text inside a node stands; `place` is where the node does."""
    if place in _FIXED:
        return place
    if isinstance(node, nodes.footnote):
        return Place.NOTE if _is_marked(node) else place
    return Place.FLOAT if isinstance(node, (nodes.figure, nodes.sidebar)) else place


def _is_marked(note: nodes.footnote) -> bool:
    """Whether the text refers to a footnote; one without a mark is printed where it stands."""
    top: nodes.Element = note
    while top.parent is not None:
        top = top.parent
    referred, _ = find_footnotes(top)
    return any(identifier in referred for identifier in note["ids"])


_FIXED = (Place.NOTE, Place.FLOAT)


def _passage(text: str, line: int | None, place: Place) -> Iterator[Passage]:
    if letters := letters_of(text):
        yield Passage(letters, " ".join(text.split()), line, place)


def _is_unprinted(node: nodes.Element, handled: Container[str]) -> bool:
    contents = isinstance(node, nodes.topic) and "contents" in node["classes"]
    number = isinstance(node, nodes.label) and isinstance(node.parent, nodes.footnote)
    return (
        contents
        or number
        or isinstance(node, _UNPRINTED)
        or type(node).__name__ in handled
        or not _OF_THE_WEB.isdisjoint(node.get("classes", ()))
    )


def words_of_html(html: str) -> str:
    """Return the text that a browser shows of a piece of HTML."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return "".join(reader.found)


class _Words(HtmlReader):
    """Gathers text outside elements that show none of it."""

    _SILENT = (INVISIBLE | MEDIA) - {"embed"}

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def element_started(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - HtmlReader's signature
        """Note where nothing is shown."""
        self._silent += tag in self._SILENT

    def element_ended(self, tag: str) -> None:
        """Note where text is shown again."""
        self._silent = max(0, self._silent - (tag in self._SILENT))

    def words(self, text: str) -> None:
        """Gather text that is shown."""
        if not self._silent:
            self.found.append(text)
