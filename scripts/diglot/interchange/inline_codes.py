"""Inline codes: a message as text that is translated and markup that must come back as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from diglot.core.i18n import _


class CodeKind(StrEnum):
    """What a code is; the words are those that translators read."""

    EMPHASIS = _("emphasis")
    STRONG = _("strong")
    STRIKETHROUGH = _("strikethrough")
    LINK = _("link")
    IMAGE = _("image")
    SPAN = _("span")
    ROLE = _("role")
    LITERAL = _("inline code")
    MATH = _("formula")
    SUBSTITUTION = _("substitution")
    FOOTNOTE = _("footnote")
    HTML = _("HTML tag")
    CHARACTER = _("control character")
    OTHER = _("markup")


TYPOGRAPHY = frozenset({CodeKind.EMPHASIS, CodeKind.STRONG, CodeKind.STRIKETHROUGH})
"""Codes that languages use differently: 《书名》 is *a title*. Translators may drop or add them."""


@dataclass(frozen=True, slots=True)
class InlineCode:
    """A piece of markup and what stands inside it.

    `start` and `end` are written as in the message; `content` lies between them. `name` is a
    role's name, `target` what the code points at or holds: an address, a label, a formula. If
    `locked`, the content is no text: it comes back with the code and is not shown as text.
    """

    kind: CodeKind
    start: str
    content: tuple[Node, ...] = ()
    end: str = ""
    name: str = ""
    target: str = ""
    locked: bool = False

    @property
    def written(self) -> str:
        """The code with its content, as it stands in the message."""
        return self.start + join(self.content) + self.end

    @property
    def paired(self) -> bool:
        """Whether the code surrounds text to translate."""
        return bool(self.content) and not self.locked

    @property
    def identity(self) -> tuple[CodeKind, str, str]:
        """What has to be the same in a translation."""
        return self.kind, self.name, self.target


Node = str | InlineCode
"""Text to translate, or a code."""

Nodes = tuple[Node, ...]

# What XML 1.0 cannot hold, and the carriage return, which XML's readers turn into a line feed.
# Source: https://www.w3.org/TR/xml/#charsets
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def join(nodes: Iterable[Node]) -> str:
    """Return the message that the nodes make: the inverse of splitting it."""
    return "".join(node if isinstance(node, str) else node.written for node in nodes)


def walk(nodes: Iterable[Node]) -> Iterator[InlineCode]:
    """Yield all codes, each before those inside it; nothing inside a locked one."""
    for node in nodes:
        if isinstance(node, InlineCode):
            yield node
            if node.paired:
                yield from walk(node.content)


def text_nodes(text: str) -> Nodes:
    """Return text without markup as nodes: control characters become codes."""
    nodes: list[Node] = []
    end = 0
    for match in _NOT_IN_XML.finditer(text):
        if match.start() > end:
            nodes.append(text[end : match.start()])
        nodes.append(
            InlineCode(CodeKind.CHARACTER, match[0], target=f"U+{ord(match[0]):04X}", locked=True)
        )
        end = match.end()
    if end < len(text):
        nodes.append(text[end:])
    return tuple(nodes)


def printable(text: str) -> str:
    """Return `text` for notes and labels, with the Unicode pictures of control characters."""

    def picture(match: re.Match[str]) -> str:
        number = ord(match[0])
        return chr(0x2400 + number) if number < 0x20 else "\N{REPLACEMENT CHARACTER}"

    return _NOT_IN_XML.sub(picture, text)
