"""Texts in both languages that a template has changed, corrected so that nobody sees our signs.

A template may write a text as JSON, or into an address: then the signs are spelled otherwise. Or
it may cut the text, so that one of the signs is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from typing import Any
from urllib.parse import quote

from diglot.sphinxext.parallel.html.bilingual import (
    BETWEEN,
    CLOSE,
    OPEN,
    SEPARATOR,
    side_of,
)
from diglot.sphinxext.parallel.interleave import Side

_SIGNS = (OPEN, BETWEEN, CLOSE)
# Other spellings of the signs with what takes their place: JSON's, HTML's and that of addresses.
_SPELLINGS = {
    spelled(sign): mark(SEPARATOR if sign == BETWEEN else "")
    for spelled, mark in (
        (lambda sign: f"\\u{ord(sign):04x}", str),
        (lambda sign: f"&#{ord(sign)};", str),
        (lambda sign: f"&#x{ord(sign):x};", str),
        (quote, quote),
    )
    for sign in _SIGNS
}
_SIGN = re.compile(f"[{OPEN}{BETWEEN}{CLOSE}]")
_TAGS = re.compile(r"<[^>]*>")
# A source whose target has been cut off, up to where the template goes on, with what the template
# put in the place of the rest.
_CUT = re.compile(
    rf"""{OPEN}(?P<start>[^{OPEN}{BETWEEN}{CLOSE}<>"\n]*?){BETWEEN}?(?P<rest>(?:…|\.\.\.)?)(?=[<>"\n])"""
)


def respelled(text: str) -> str:
    """Return a text in which signs that are spelled otherwise are both languages in a row."""
    for spelled, plain in _SPELLINGS.items():
        text = text.replace(spelled, plain)
    return text


def is_cut(text: str) -> bool:
    """Whether there is still a sign in a text."""
    return _SIGN.search(text) is not None


def readable(text: str, context: Mapping[str, Any]) -> str:
    """Return a text without signs; what is cut is shown as far as it is there, in both languages.

    `context` is what the template was rendered with. Where a source lost its target, that is
    looked up there by how the source begins.
    """
    whole_texts = list(_texts_in(context.values()))

    def with_target(cut: re.Match[str]) -> str:
        start = unescape(cut["start"]).strip()
        targets = {
            side_of(text, Side.TARGET)
            for text in whole_texts
            if start and _plain(side_of(text, Side.SOURCE)).casefold().startswith(start.casefold())
        }
        if len(targets) != 1:
            return cut["start"] + cut["rest"]
        return f"{cut['start']}{cut['rest']}{SEPARATOR}{escape(_plain(targets.pop()))}"

    text = _CUT.sub(with_target, text)
    return _SIGN.sub(lambda sign: SEPARATOR if sign[0] == BETWEEN else "", text)


def _plain(html: str) -> str:
    return unescape(_TAGS.sub("", html)).strip()


def _texts_in(values: Iterable[Any]) -> Iterator[str]:
    """Yield the texts by `both` in what templates get: strings, alone or in lists and mappings."""
    for value in values:
        if isinstance(value, str):
            if value.startswith(OPEN):
                yield value
        elif isinstance(value, Mapping):
            yield from _texts_in(value.values())
        elif isinstance(value, list | tuple):
            yield from _texts_in(value)
