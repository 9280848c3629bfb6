"""Numbers that authors write into captions of figures themselves, and into the text."""

from __future__ import annotations

import re

from docutils import nodes

_NUMBER = re.compile(r"\s*(图|圖|fig\.|figure)\s*(\d+(?:[-.–]\d+)*)(?![\d-])", re.IGNORECASE)


def stated_number(figure: nodes.Element) -> str | None:
    """Return the number that the author's own caption begins with, such as "图1.2"; else None."""
    caption = next((child for child in figure.children if isinstance(child, nodes.caption)), None)
    match = _NUMBER.match(caption.astext()) if caption is not None else None
    return "".join(match.groups()).lower() if match else None


def begins_with_number(text: str) -> bool:
    """Return whether a text begins as a caption that its author has numbered."""
    return _NUMBER.match(text) is not None


def says_more(caption: str) -> bool:
    """Return whether a caption has more than its author's number."""
    match = _NUMBER.match(caption)
    return bool(caption[match.end() if match else 0 :].strip())


def says_number(text: str, number: str) -> bool:
    """Return whether a text refers to a figure by the number that `stated_number` returned."""
    return any("".join(match.groups()).lower() == number for match in _NUMBER.finditer(text))
