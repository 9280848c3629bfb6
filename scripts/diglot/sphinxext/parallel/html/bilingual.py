"""Texts in both languages: one string that passes through templates.

What surrounds the text of a page (titles in the navigation, labels, tooltips) reaches it through
templates and other people's code, which know strings only. So both languages travel in one string,
between code points that no text has. `bilingual_html` makes HTML of them in the finished page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from gettext import NullTranslations

from docutils import nodes

from diglot.sphinxext.parallel.interleave import Side
from diglot.sphinxext.parallel.pages.sides import PAIR, inline_side

# Unicode reserves these for a program's own use: no text and no font has them. They are not the
# first of their kind (U+FDD0), which texts about Unicode name.
OPEN, BETWEEN, CLOSE = "\ufde9", "\ufdea", "\ufdeb"
"""The signs around a text in both languages: before the source's, the target's and after it."""

SEPARATOR = " · "
"""The text between both languages where a page can have plain text only."""

_SIGN = re.compile(f"[{OPEN}{BETWEEN}{CLOSE}]")
_INNERMOST = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){BETWEEN}([^{OPEN}{CLOSE}]*){CLOSE}")


def both(source: str, target: str) -> str:
    """Return a text in both languages; as it is where it is the same in both."""
    return source if source == target else f"{OPEN}{source}{BETWEEN}{target}{CLOSE}"


def side_of(text: str, side: Side) -> str:
    """Return a text as a reader of one language reads it."""
    group = 1 if side is Side.SOURCE else 2
    while OPEN in text and (chosen := _INNERMOST.sub(rf"\{group}", text)) != text:
        text = chosen
    return text


def end_of(text: str, at: int) -> int | None:
    """Return where the text by `both` ends that begins at an index, with those inside it.

    None where a template has cut it, so that its end is missing.
    """
    depth = 0
    for sign in _SIGN.finditer(text, at):
        depth += {OPEN: 1, CLOSE: -1}.get(sign.group(), 0)
        if depth == 0:
            return sign.end()
    return None


def whole(text: str) -> str:
    """Return a text made of several by `both` as one that is whole in each language."""
    return both(*(side_of(text, side) for side in Side))


def joined(text: str) -> str:
    """Return a text with both languages one after the other, for where there is plain text only.

    A text that has lost one of its signs stays as it is.
    """
    pieces, done = [], 0
    while (at := text.find(OPEN, done)) >= 0:
        if end := end_of(text, at):
            sides = (side_of(text[at:end], side) for side in Side)
            pieces += [text[done:at], SEPARATOR.join(sides)]
        else:
            end = at + 1
            pieces.append(text[done:end])
        done = end
    return "".join([*pieces, text[done:]])


class BothTranslations(NullTranslations):
    """A translator for templates, which translates every message into both languages."""

    def __init__(self, translator_of: Callable[[Side], NullTranslations]) -> None:
        super().__init__()
        self._translator_of = translator_of

    def gettext(self, message: str) -> str:
        """Return a message in both languages."""
        return both(*(self._translator_of(side).gettext(message) for side in Side))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for a number in both languages."""
        return both(*(self._translator_of(side).ngettext(msgid1, msgid2, n) for side in Side))


def with_texts(links: nodes.Element) -> nodes.Element:
    """Turn the sides in a merged list of links into texts by `both`; the list gets no ids."""
    for element in links.findall(nodes.Element):
        element["ids"] = []
        element["classes"] = [name for name in element["classes"] if name != PAIR]
    for side in list(links.findall(inline_side)):
        is_source = side["side"] == Side.SOURCE.value
        before, after = (OPEN, BETWEEN) if is_source else ("", CLOSE)
        side.replace_self([nodes.Text(before), *side.children, nodes.Text(after)])
    return links
