"""A message as its markup sees it: what must survive translation, and what people read.

The parsers live above, where the markup languages are known; they are passed in as a `Tokenizer`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from diglot.core.i18n import _

MASK = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in `Parsed.prose` for what is not prose: code, formulas, addresses, bare references."""


class TokenKind(StrEnum):
    """What a token is; the words are those of the diagnostics."""

    ROLE = _("role")
    REFERENCE = _("reference")
    TERM = _("term")
    LINK = _("link")
    IMAGE = _("image")
    CODE = _("inline code")
    MATH = _("formula")
    FOOTNOTE = _("footnote")
    SUBSTITUTION = _("substitution")


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of markup inside a message.

    `name` is a role's name; `target` what it points at or holds: a label, a term, an address,
    the code, the formula; empty where only the name counts. `text` is what readers see in its
    place if the message says so. `shown` is the token as it is written; of links and images in
    MyST it is where they lead alone, and `whole` has their words, too.
    """

    kind: TokenKind
    target: str
    shown: str
    name: str = ""
    text: str = ""
    whole: str = ""

    @property
    def insertable(self) -> str:
        """What can be put into a translation that lacks the token."""
        return self.whole or self.shown

    @property
    def identity(self) -> tuple[TokenKind, str, str]:
        """What has to be the same in the source and in the translation."""
        return self.kind, self.name, self.target


@dataclass(frozen=True, slots=True)
class Parsed:
    """A message after parsing.

    `prose` is the running text with `MASK` for what is not prose; `literals` are the parts of
    the text that still look like markup although the parser took them for text, such as
    ``**``. `block` names the kind of block the message makes by itself, such as
    ``paragraph``. `verbatim` marks the text of a literal block, which is not parsed.
    """

    tokens: tuple[Token, ...]
    prose: str
    literals: tuple[str, ...] = ()
    block: str = "paragraph"
    verbatim: bool = False

    def of_kind(self, kind: TokenKind) -> list[Token]:
        """Return the tokens of one kind, in order."""
        return [token for token in self.tokens if token.kind is kind]


class Tokenizer(Protocol):
    """Parses a message the way the document it belongs to is parsed."""

    def __call__(self, text: str) -> Parsed:
        """Return the message parsed. Never raises: any string is at least text."""
        ...


def plain(text: str) -> Parsed:
    """Parse a message that has no markup at all; this is a `Tokenizer`."""
    return Parsed((), text)
