"""The tags of raw HTML: which are the same but for the words in their attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.catalog.effects import Effect, EffectKind

_ATTRIBUTE = re.compile(r"""\s+(?P<name>[A-Za-z][\w:.-]*)(?:=(?P<value>"[^"]*"|'[^']*'))?""")
_OPENING = re.compile(
    r"""<(?P<name>[A-Za-z][\w-]*)"""
    r"""(?P<attributes>(?:\s+[A-Za-z][\w:.-]*(?:="[^"]*"|='[^']*')?)*)\s*/?>"""
)
_TAG = re.compile(r"<!--.*?(?:-->|$)|<(?:[/!?]|[A-Za-z][\w-]*(?=[\s/>]|$))[^<>]*>?", re.DOTALL)
# Words for readers; browsers do nothing with them.
_WORDS = frozenset({"alt", "title", "aria-label", "lang"})
_CODE = re.compile(r"<(?:script|style|iframe|textarea)\b", re.IGNORECASE)


def tag_identity(tag: str) -> str:
    """Return what has to be the same of a tag: all of it but its attributes for words."""
    match = _OPENING.fullmatch(tag.strip())
    if match is None:
        return " ".join(tag.split())
    attributes = (
        f"{name}={value}"
        for name, value in _ATTRIBUTE.findall(match["attributes"])
        if name.lower() not in _WORDS
    )
    return f"<{' '.join((match['name'], *attributes))}>"


def tags_of(text: str) -> Iterator[Effect]:
    """Yield the tags and comments of a text that is HTML as it stands."""
    for match in _TAG.finditer(text):
        yield Effect(EffectKind.RAW, tag_identity(match[0]), match[0])


def holds_code(text: str) -> bool:
    """Whether a text has an element whose content is no text for readers, such as a script."""
    return _CODE.search(text) is not None
