"""Joins lines and marks runs of another script, before a doctree is written.

Both need a whole paragraph at once, across its links and emphases, so both change the doctree: the
resolved copy that is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docutils import nodes
from sphinx import addnodes

from diglot.sphinxext.transforms.numbered_links import (
    has_word_and_number,
    short_links,
    word_before,
)
from diglot.sphinxext.transforms.soft_breaks import (
    OBJECT,
    WIDE,
    Rule,
    join_lines,
    replace_text,
    text_blocks,
    text_nodes,
    text_of,
)
from diglot.sphinxext.transforms.stated_language import language_around
from diglot.sphinxext.typst.writer.scripts import HAN, LATIN, script_of_tag
from diglot.sphinxext.typst.writer.sign_breaks import (
    let_lines_end_after_signs,
    let_lines_end_before_names,
)

_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# Signs that both scripts use; their width depends on the language they are set in.
_SHARED = "“”‘’—…·"


class script_run(nodes.Inline, nodes.TextElement):  # noqa: N801 - docutils' nodes are lower-case
    """Text in a script other than the document's; ``node["script"]`` is HAN or LATIN."""


class directed_text(nodes.Inline, nodes.TextElement):  # noqa: N801 - as above
    """All text of a block that is not written in the document's direction, ``node["direction"]``.

    An example is a paragraph that is not translated into Arabic yet.
    """


class link_space(nodes.Inline, nodes.TextElement):  # noqa: N801 - as above
    """The space after a link in Chinese or Japanese.

    Where the link prints a page number, in full-width brackets, no space is needed after it.
    """


class squeezed_signs(nodes.Inline, nodes.TextElement):  # noqa: N801 - as above
    """The place between two full-width signs of which one is in a link or an emphasis.

    Typst sets ，“ as wide as one and a half 汉字, but only within a piece of text.
    """


class joined_signs(nodes.Inline, nodes.TextElement):  # noqa: N801 - as above
    """The place between a word and the number after it, where no line may end."""


def prepare_text(doctree: nodes.document, own_script: str, direction: str = "ltr") -> None:
    """Resolve soft breaks and mark foreign runs in all texts of a document in `own_script`.

    `direction` is that of the document's language.
    """
    for block in text_blocks(doctree):
        if isinstance(block, addnodes.desc_signature):
            continue
        stated = language_around(block)
        script = script_of_tag(stated) if stated else own_script
        join_lines(block, _rule_of_breaks(script))
        _keep_numbers(block)
        if script == HAN:
            _mark_spaces_after_links(block)
            _mark_squeezed_signs(block)
            let_lines_end_after_signs(block)
        let_lines_end_before_names(block)
        _mark_runs(block, script)
        _mark_direction(block, direction)


def _rule_of_breaks(script: str) -> Rule:
    """Return what becomes of line breaks in a document in `script`."""

    def rule(before: str, after: str) -> str:
        wide = [bool(WIDE.match(char)) for char in (before, after) if char]
        # Between a 汉字 and a Latin letter Typst sets a gap of its own.
        vanishes = any(wide) if script == HAN else len(wide) == 2 and all(wide)
        return "" if vanishes else " "

    return rule


def _keep_numbers(block: nodes.Element) -> None:
    """Let no line end within “Table 7”, “equation (2)” or 式（2）."""
    for link in short_links(block):
        if has_word_and_number(link):
            for piece in list(link.findall(nodes.Text)):
                replace_text(piece, nodes.Text(piece.replace(" ", "\xa0")))
        found = word_before(link)
        if found is None:
            continue
        before, word = found
        if word.endswith(" "):
            replace_text(before, nodes.Text(before[:-1] + "\xa0"))
        elif not word.endswith("\xa0"):
            link.parent.insert(link.parent.index(link), joined_signs())


def _mark_spaces_after_links(block: nodes.Element) -> None:
    for link in list(block.findall(nodes.reference)):
        after = sibling(link, 1)
        if isinstance(after, nodes.Text) and after.startswith(" "):
            replace_text(after, link_space("", " "), nodes.Text(after[1:]))


# Signs whose right half is blank, and those whose left half is. A line may end between them.
_BLANK_AFTER, _BLANK_BEFORE = frozenset("，、。；：）》”’」』】"), frozenset("（《“‘「『【")


def _mark_squeezed_signs(block: nodes.Element) -> None:
    for before, after in list(pairwise(text_nodes(block))):
        if before is None or after is None or isinstance(before.parent, nodes.reference):
            # After a link, a page or the mark of a note may be printed.
            continue
        if before[-1:] in _BLANK_AFTER and after[:1] in _BLANK_BEFORE:
            around = list(_parents(before))
            outermost: nodes.Node = after
            while all(outermost.parent is not parent for parent in around):
                outermost = outermost.parent
            siblings = outermost.parent
            siblings.insert(siblings.index(outermost), squeezed_signs())


def _parents(node: nodes.Node) -> Iterator[nodes.Element]:
    while (node := node.parent) is not None:
        yield node


def sibling(node: nodes.Node, distance: int) -> nodes.Node | None:
    """Return the node so many places after another in their parent, if there is one."""
    siblings = node.parent.children
    at = next(at for at, child in enumerate(siblings) if child is node) + distance
    return siblings[at] if 0 <= at < len(siblings) else None


def _mark_runs(block: nodes.Element, script: str) -> None:
    pieces = text_nodes(block)
    runs = list(_foreign_runs(text_of(pieces), script))
    if not runs:
        return
    foreign = LATIN if script == HAN else HAN
    start = 0
    for piece in pieces:
        length = 1 if piece is None else len(piece)
        if piece is not None and not _states_script(piece, foreign):
            inside = [
                (max(a, start) - start, min(b, start + length) - start)
                for a, b in runs
                if a < start + length and b > start
            ]
            if inside:
                _split(piece, inside, foreign)
        start += length


def _states_script(piece: nodes.Text, script: str) -> bool:
    """Return whether a span or block says that a text is in a language of a script."""
    stated = language_around(piece.parent)
    return stated is not None and script_of_tag(stated) == script


# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
_RTL_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR_LETTER = re.compile(r"[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTERS = {"ltr": _LTR_LETTER, "rtl": _RTL_LETTER}


def _mark_direction(block: nodes.Element, direction: str) -> None:
    """Mark a block that has letters of the other direction only."""
    other = "rtl" if direction == "ltr" else "ltr"
    text = block.astext()
    if _LETTERS[other].search(text) and not _LETTERS[direction].search(text):
        children = block.children
        block.children = []
        block += directed_text("", "", *children, direction=other)


def _foreign_runs(text: str, script: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each run of the other script, neutral signs inside it included."""
    own, other = (WIDE, _LETTER) if script == HAN else (_LETTER, WIDE)
    if script == HAN and not WIDE.search(text):
        # A paragraph without a 汉字, such as an English quotation, is foreign as a whole.
        if _WORD.search(text):
            yield (0, len(text))
        return
    first = last = None
    for at, char in enumerate(text):
        if other.match(char):
            first = at if first is None else first
            last = at
        elif own.match(char) or char == OBJECT:
            if first is not None and last is not None:
                yield from _if_worth_marking(text, first, last + 1, script)
            first = last = None
    if first is not None and last is not None:
        yield from _if_worth_marking(text, first, last + 1, script)


# Abbreviations are read letter by letter and never hyphenated: only words are worth a mark.
_WORD = re.compile(r"[a-z\u00df-\u024f]{2}")


def _if_worth_marking(text: str, start: int, end: int, script: str) -> Iterator[tuple[int, int]]:
    if script != HAN or _WORD.search(text, start, end):
        yield (start, end)


def _split(piece: nodes.Text, runs: list[tuple[int, int]], script: str) -> None:
    text, at = str(piece), 0
    parts: list[nodes.Node] = []
    for start, end in runs:
        if start > at:
            parts.append(nodes.Text(text[at:start]))
        parts.append(script_run("", text[start:end], script=script))
        at = end
    if at < len(text):
        parts.append(nodes.Text(text[at:]))
    replace_text(piece, *parts)


def shared_marks(text: str) -> list[tuple[bool, str]]:
    """Cut text into (is a shared sign, piece) in order."""
    return [(part[0] in _SHARED, part) for part in re.split(f"([{_SHARED}]+)", text) if part]
