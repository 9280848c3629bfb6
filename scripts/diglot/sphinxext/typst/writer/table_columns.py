"""What the columns of a table need: the theme makes widths of it, for the paper at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from docutils import nodes

from diglot.sphinxext.typst.writer.context import Context, latin_language
from diglot.sphinxext.typst.writer.references import prints_page
from diglot.typeset.markup import Value
from diglot.typeset.words import TOKEN, parts_of, parts_of_code, pieces_of, with_breaks

# Widths are counted in half 汉字, about the width of a Latin letter. No column asks for more than
# this; longer text wraps.
_WIDEST = 44
# A picture or a block of code takes this at least.
_LEAST_OF_BLOCKS = 10
_BOLD = 1.25
# Of the words of each look, so many of the widest are measured.
_MEASURED = 3
# As many 汉字 of a run would rather not be parted.
_RUN = 4

LONGEST_PIECE = 8
"""In a cell, any word that is longer may break."""

_WIDE = re.compile("[⺀-￯\U00020000-\U0003ffff]")
_WIDE_RUN = re.compile("[⺀-〿㇀-￯\U00020000-\U0003ffff]+")
_WIDE_LETTERS = re.compile("[A-Zmw@%&—]")
# A word, and the full-width signs that stay on its line, though there be spaces between.
_WITH_SIGNS = re.compile(
    r"(?P<before>(?:[（《「『【〈〔] *)*)"
    rf"(?P<word>{TOKEN.pattern})"
    r"(?P<after>(?: *[，。、；：！？）》」』】〉〕…])*)"
)
# About as wide as the mark of a note.
_NOTE_MARK = "0"
_NO_TEXT = re.compile(r"\\[A-Za-z]+|[{}^_\\$&]")

Looks = dict[str, set[str]]
"""Words by the look they are printed in: text, bold or code."""


@dataclass(slots=True)
class Column:
    """A column: `natural`, `longest`, `least` are widths, in half 汉字, the rest words to measure.

    `longest` is that of the longest cell on one line, `natural` no more than a column asks for.
    Where it `says_pages`, they stand behind its references.
    """

    share: float
    is_stub: bool = False
    natural: int = 1
    longest: int = 1
    least: int = 1
    words: Looks = field(default_factory=dict)
    pieces: Looks = field(default_factory=dict)
    parts: Looks = field(default_factory=dict)
    says_pages: bool = False

    def needs(self) -> dict[str, Value]:
        """Return what the theme is told: `pieces` only where there are other ones than words.

        So with `parts`, which are what stays whole where words break as readers expect it.
        """
        words, pieces, parts = map(_widest, (self.words, self.pieces, self.parts))
        natural = max(self.natural, self.least)
        return {
            "share": self.share,
            "natural": natural,
            **({"longest": self.longest} if self.longest > natural else {}),
            "least": self.least,
            "words": words,
            **({} if words == pieces else {"pieces": pieces}),
            **({} if parts in (words, pieces) else {"parts": parts}),
            **({"says-pages": True} if self.says_pages else {}),
        }


def columns_of(node: nodes.table, ctx: Context) -> list[Column]:
    """Return the columns of a table."""
    group = next(node.findall(nodes.tgroup))
    specs = [child for child in group.children if isinstance(child, nodes.colspec)]
    columns = [Column(spec.get("colwidth", 1) or 1, bool(spec.get("stub"))) for spec in specs]
    for at, entry in _entries(node):
        spanned = columns[at : at + 1 + entry.get("morecols", 0)]
        # What spans several columns is not measured: together they are wide enough for its words.
        for column in spanned:
            _take(column, entry, ctx, len(spanned))
    return columns


def _take(column: Column, entry: nodes.entry, ctx: Context, spans: int) -> None:
    text = _printed(entry, ctx)
    is_head = column.is_stub or isinstance(entry.parent.parent, nodes.thead)
    scale = _BOLD if is_head else 1
    for line in text.split("\n"):
        wide = round(scale * (len(line) + len(_WIDE.findall(line))))
        column.natural = max(column.natural, min(wide, _WIDEST) // spans)
        column.longest = max(column.longest, wide // spans)
    if any(True for _ in entry.findall(_is_block)):
        column.least = max(column.least, _LEAST_OF_BLOCKS // spans)
        column.natural = max(column.natural, 2 * _LEAST_OF_BLOCKS // spans)
    runs = max((len(run) for run in _WIDE_RUN.findall(text)), default=0)
    column.least = max(column.least, 2 * min(runs, _RUN) // spans)
    code, bold = (
        " ".join(inside.astext() for inside in entry.findall(kind))
        for kind in (nodes.literal, nodes.strong)
    )
    column.says_pages |= any(prints_page(link, ctx) for link in entry.findall(nodes.reference))
    language = latin_language(ctx)
    noted = frozenset(_noted_words(entry))
    for before, token, after in set(_WITH_SIGNS.findall(text)):
        look = "code" if token in code else "bold" if is_head or token in bold else "text"
        mark = _NOTE_MARK if token in noted else ""
        word = token if spans == 1 else token[: len(token) // spans + 1]
        marked = before + with_breaks(token, language, LONGEST_PIECE) + mark + after
        whole = before + word + mark + after
        column.words.setdefault(look, set()).add(whole)
        column.pieces.setdefault(look, set()).update(pieces_of(marked))
        is_code = look == "code"
        parts = parts_of_code(whole, LONGEST_PIECE) if is_code else parts_of(marked)
        column.parts.setdefault(look, set()).update(parts)


def _noted_words(entry: nodes.entry) -> Iterator[str]:
    """Yield the words that the marks of notes stand behind: those of links to the outside."""
    for link in entry.findall(nodes.reference):
        if "://" in link.get("refuri", "") and (words := TOKEN.findall(link.astext())):
            yield words[-1]


def _printed(entry: nodes.entry, ctx: Context) -> str:
    """Return the text of a cell, without alternative texts and commands of formulas."""
    text = ctx.text(entry)
    for node in entry.findall(nodes.Element):
        if isinstance(node, (nodes.math, nodes.math_block)):
            text = text.replace(node.astext(), _NO_TEXT.sub("", node.astext()))
        elif isinstance(node, nodes.raw):
            text = text.replace(node.astext(), "\n")
        elif isinstance(node, nodes.image) and node.astext():
            text = text.replace(node.astext(), "")
    return text


def _is_block(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.image, nodes.literal_block, nodes.table))


def _widest(looks: Mapping[str, Iterable[str]]) -> dict[str, Value]:
    """Return the words of each look that may be the widest."""
    return {
        look: sorted(words, key=lambda word: (-_width(word), word))[:_MEASURED]
        for look, words in sorted(looks.items())
    }


def _width(word: str) -> float:
    return len(word) + 0.5 * len(_WIDE_LETTERS.findall(word))


def _entries(node: nodes.table) -> Iterator[tuple[int, nodes.entry]]:
    """Yield each cell with its column, counting the cells that reach down from above."""
    hanging: dict[int, int] = {}
    for row in node.findall(nodes.row):
        at = 0
        for entry in row.children:
            if not isinstance(entry, nodes.entry):
                continue
            while hanging.get(at, 0):
                hanging[at] -= 1
                at += 1
            yield at, entry
            for column in range(at, at + 1 + entry.get("morecols", 0)):
                hanging[column] = entry.get("morerows", 0)
            at += 1 + entry.get("morecols", 0)
        for column in [column for column, left in hanging.items() if column >= at and left]:
            hanging[column] -= 1
