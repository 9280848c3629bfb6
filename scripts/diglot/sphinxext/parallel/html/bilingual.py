"""Words in both languages: one string on its way into a page, then HTML for readers of either.

What stands around the text (titles in the navigation, labels, tooltips) reaches a page through
templates and other people's code, which know strings only. So both readings travel in one string,
between signs that no text has. In the finished page they become halves, which the reader's choice
of the view shows or hides like the halves of the text; where HTML takes no elements (attributes,
the page's title) both stand there, and the script puts one in their place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from gettext import NullTranslations
from html import escape, unescape

from docutils import nodes

from diglot.core.language import Language
from diglot.sphinxext.parallel.interleave import Side
from diglot.sphinxext.parallel.pages.sides import PAIR, inline_side

# Unicode keeps these for a program's own use: no text and no font has them.
_OPEN, _BETWEEN, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_SIGN = re.compile(f"[{_OPEN}{_BETWEEN}{_CLOSE}]")
_INNERMOST = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_BETWEEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_ATTRIBUTE = re.compile(rf'([\w:-]+)="([^"]*{_OPEN}[^"]*)"')
# Elements that hold text alone.
_TEXT_ONLY = re.compile(r"<(title|option|textarea)\b", re.IGNORECASE)
# What is read out or shown; the rest is for machines.
_SPOKEN = frozenset({"alt", "aria-label", "placeholder", "title", "value"})
_SEPARATOR = " · "
_ELEMENT = "text"


def both(source: str, target: str) -> str:
    """Return a text in both languages, for `with_sides` to find; one alike in both as it is."""
    return source if source == target else f"{_OPEN}{source}{_BETWEEN}{target}{_CLOSE}"


def side_of(text: str, side: Side) -> str:
    """Return a text as a reader of one language reads it."""
    group = 1 if side is Side.SOURCE else 2
    while _OPEN in text and (chosen := _INNERMOST.sub(rf"\{group}", text)) != text:
        text = chosen
    return text


def with_sides(page: str, languages: Mapping[Side, Language]) -> str:
    """Return a page (HTML) with halves for everything that `both` made."""
    return "".join(_pieces(page, languages))


def as_one(text: str) -> str:
    """Return a text that has several by `both` in it as one that is whole in each language."""
    return both(*(side_of(text, side) for side in Side))


class BothTranslations(NullTranslations):
    """A translator for templates: it says everything in both languages."""

    def __init__(self, speaker: Callable[[Side], NullTranslations]) -> None:
        super().__init__()
        self._speaker = speaker

    def gettext(self, message: str) -> str:
        """Return a message in both languages."""
        return both(*(self._speaker(side).gettext(message) for side in Side))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for a number in both languages."""
        return both(*(self._speaker(side).ngettext(msgid1, msgid2, n) for side in Side))


def as_text(merged: nodes.Element) -> nodes.Element:
    """Turn the halves in a list of links into texts by `both`; the list gets no ids of its own."""
    for element in merged.findall(nodes.Element):
        element["ids"] = []
        element["classes"] = [name for name in element["classes"] if name != PAIR]
    for half in list(merged.findall(inline_side)):
        is_source = half["side"] == Side.SOURCE.value
        before, after = (_OPEN, _BETWEEN) if is_source else ("", _CLOSE)
        half.replace_self([nodes.Text(before), *half.children, nodes.Text(after)])
    return merged


def _pieces(page: str, languages: Mapping[Side, Language]) -> Iterator[str]:
    done = 0
    while (at := page.find(_OPEN, done)) >= 0:
        start, last_end = page.rfind("<", done, at), page.rfind(">", done, at)
        if start > last_end:
            end = page.index(">", at) + 1
            yield page[done:start]
            yield _tag(page[start:end])
        elif start >= 0 and (found := _TEXT_ONLY.match(page, start)):
            end = page.index(f"</{found[1]}", at)
            yield page[done:start]
            yield _text_only(page[start : last_end + 1], page[last_end + 1 : end])
        else:
            end = _end(page, at)
            yield page[done:at]
            yield _halves(page[at:end], languages)
        done = end
    yield page[done:]


def _end(page: str, at: int) -> int:
    """Return where the text in both languages ends that begins at a place; others may be in it."""
    depth = 0
    for sign in _SIGN.finditer(page, at):
        depth += {_OPEN: 1, _CLOSE: -1}.get(sign.group(), 0)
        if depth == 0:
            return sign.end()
    raise ValueError("a text in two languages has no end")


def _halves(text: str, languages: Mapping[Side, Language]) -> str:
    spans = (
        f'<span class="diglot-half" data-side="{side.value}" lang="{languages[side].bcp47}">'
        f"{side_of(text, side)}</span>"
        for side in Side
    )
    between = f'<span class="diglot-between">{_SEPARATOR}</span>'
    return f'<span class="diglot-words">{between.join(spans)}</span>'


def _tag(tag: str) -> str:
    spoken = {
        name: _read(value) for name, value in _ATTRIBUTE.findall(tag) if name.lower() in _SPOKEN
    }
    tag = _ATTRIBUTE.sub(lambda found: f'{found[1]}="{_joined(found[2])}"', tag)
    if not spoken or tag.startswith(("<link", "<meta")):
        return tag
    return _with_words(tag, spoken)


def _text_only(tag: str, text: str) -> str:
    return _with_words(tag, {_ELEMENT: _read(text)}) + _joined(text)


def _with_words(tag: str, words: Mapping[str, list[str]]) -> str:
    data = escape(json.dumps(words, ensure_ascii=False))
    end = "/>" if tag.endswith("/>") else ">"
    return f'{tag.removesuffix(end)} data-diglot-words="{data}"{end}'


def _read(text: str) -> list[str]:
    """Return a piece of HTML without elements as plain texts: source, target, both."""
    readings = (*(side_of(text, side) for side in Side), _joined(text))
    return [unescape(reading) for reading in readings]


def _joined(text: str) -> str:
    """Return a text with both readings, one after the other."""
    pieces, done = [], 0
    while (at := text.find(_OPEN, done)) >= 0:
        end = _end(text, at)
        readings = (side_of(text[at:end], side) for side in Side)
        pieces += [text[done:at], _SEPARATOR.join(readings)]
        done = end
    return "".join([*pieces, text[done:]])
