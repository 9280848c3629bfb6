"""A finished page whose texts by `both` become HTML for readers of either language.

In the text of the page each becomes two sides, which the reader's choice of the view shows or
hides like the sides of the text. Where HTML takes no elements (attributes, the page's title) both
are there one after the other, and the script replaces them by one of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from diglot.core.language import Language
from diglot.sphinxext.i18n.directions import with_directions
from diglot.sphinxext.parallel.html.bilingual import (
    CLOSE,
    OPEN,
    SEPARATOR,
    end_of,
    joined,
    side_of,
)
from diglot.sphinxext.parallel.interleave import Side

# What a reader sees or hears; other attributes are for machines.
_ACCESSIBLE = frozenset({"alt", "aria-label", "placeholder", "title", "value"})
_ELEMENT = "text"

_RAW = "script|style|title|option|textarea"
# The inside of a tag: a ">" between quotes does not end it.
_INSIDE = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+"""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(rf"</?[a-z]{_INSIDE}>", re.IGNORECASE)
# Elements that hold no others.
_TEXT_ONLY = re.compile(
    rf"(?P<tag><(?P<name>{_RAW})\b{_INSIDE}>)(?P<text>.*?)(?=</(?P=name)\b)",
    re.DOTALL | re.IGNORECASE,
)
# The same things without a text in both languages, and text: as much as there is of them. Groups
# and references to them would be shorter, but Python 3.11 fails on those in such repetitions.
_PLAIN_INSIDE = rf"""(?:[^<>"'{OPEN}]++|"[^"{OPEN}]*+"|'[^'{OPEN}]*+')*+"""
_PLAIN_TEXT_ONLY = "|".join(
    rf"<{name}\b{_PLAIN_INSIDE}>(?:[^<{OPEN}]++|<(?!/{name}\b))*+(?=</)" for name in _RAW.split("|")
)
_PLAIN = re.compile(
    rf"(?:[^<{OPEN}]++"
    rf"|<!--(?:[^-{OPEN}]++|-(?!->))*+-->"
    rf"|{_PLAIN_TEXT_ONLY}"
    rf"|<(?!(?:{_RAW})\b|!--)[!/a-z]{_PLAIN_INSIDE}>)*+",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    rf"""(?P<name>[\w:.@-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    rf"""|(?P<bare>(?:[^\s"'<>{OPEN}]|{OPEN}[^{CLOSE}]*{CLOSE})+))"""
)
_ANY_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][\w-]*)[^>]*?(?P<empty>/?)>", re.IGNORECASE)
_VOID = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


def with_sides(page: str, languages: Mapping[Side, Language]) -> str:
    """Return a page (HTML) in which every text by `both` is HTML.

    What a template has cut stays as it is, for `repair`.
    """
    return with_directions("".join(_pieces(page, languages))) if OPEN in page else page


def _pieces(page: str, languages: Mapping[Side, Language]) -> Iterator[str]:
    done = 0
    while page.find(OPEN, done) >= 0:
        at = _end_of_plain(page, done)
        yield page[done:at]
        if page[at] == OPEN:
            end, piece = _text(page, at, languages)
        else:
            end, piece = _markup(page, at)
        yield piece
        done = end
    yield page[done:]


def _end_of_plain(page: str, start: int) -> int:
    plain = _PLAIN.match(page, start)
    return plain.end() if plain else start


def _text(page: str, at: int, languages: Mapping[Side, Language]) -> tuple[int, str]:
    """Return where the text by `both` at an index ends, and its HTML; one sign of what is cut."""
    end = end_of(page, at)
    sides = {side: side_of(page[at:end], side) for side in Side} if end else {}
    if end is None or not all(map(_is_closed, sides.values())):
        return at + 1, page[at]
    spans = (
        f'<span class="diglot-side" data-side="{side.value}" lang="{languages[side].bcp47}">'
        f"{text}</span>"
        for side, text in sides.items()
    )
    between = f'<span class="diglot-between">{SEPARATOR}</span>'
    return end, f'<span class="diglot-words">{between.join(spans)}</span>'


def _is_closed(html: str) -> bool:
    """Whether every element in a piece of HTML begins and ends there."""
    open_elements: list[str] = []
    for tag in _ANY_TAG.finditer(html):
        name = tag["name"].lower()
        if tag["end"]:
            if not open_elements or open_elements.pop() != name:
                return False
        elif not tag["empty"] and name not in _VOID:
            open_elements.append(name)
    return not open_elements


def _markup(page: str, at: int) -> tuple[int, str]:
    """Return where the tag, comment or element at an index ends, and what it becomes."""
    if comment := _COMMENT.match(page, at):
        return comment.end(), joined(comment[0])
    if element := _TEXT_ONLY.match(page, at):
        text = element["text"]
        shown = "" if element["name"].lower() in ("script", "style") else text
        return element.end(), _tag(element["tag"], shown) + joined(text)
    if tag_match := _TAG.match(page, at):
        return tag_match.end(), _tag(tag_match[0])
    return at + 1, page[at]


def _tag(tag: str, text: str = "") -> str:
    """Return a tag with both languages in its attributes, and with each for the script.

    `text` is what its element shows, where that is text alone.
    """
    words = _words(_ELEMENT, text)

    def attribute(match: re.Match[str]) -> str:
        value = match[match.lastgroup or 0]
        if OPEN not in value:
            return match[0]
        if match["name"].lower() in _ACCESSIBLE:
            words.update(_words(match["name"], value))
        quote = "'" if match.lastgroup == "single" else '"'
        return f"{match['name']}={quote}{joined(value)}{quote}"

    tag = _ATTRIBUTE.sub(attribute, tag)
    if not words or tag.startswith(("<link", "<meta")):
        return tag
    data = escape(json.dumps(words, ensure_ascii=False))
    end = "/>" if tag.endswith("/>") else ">"
    return f'{tag.removesuffix(end)} data-diglot-words="{data}"{end}'


def _words(name: str, text: str) -> dict[str, list[str]]:
    """Return, by its name, a piece of HTML without elements as plain texts: source, target, both.

    Empty where there are not both, or not all of both.
    """
    readings = [*(side_of(text, side) for side in Side), joined(text)]
    if OPEN not in text or OPEN in readings[0]:
        return {}
    return {name: [unescape(reading) for reading in readings]}
