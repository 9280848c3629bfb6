"""The types of checks: the message that a check gets, what it yields, and the check itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from diglot.catalog.glossary import Glossary
from diglot.catalog.scripts import writes_cjk
from diglot.catalog.tokens import Parsed
from diglot.core.diagnostic import Severity
from diglot.core.language import Language


@dataclass(frozen=True, slots=True)
class Context:
    """What all messages of a language are checked against.

    `known_words` are words that count as spelt right, in lower case.
    """

    source: Language
    target: Language
    glossary: Glossary
    known_words: frozenset[str] = frozenset()

    @property
    def source_is_cjk(self) -> bool:
        """Whether the sources are written in Chinese or Japanese."""
        return writes_cjk(self.source)

    @property
    def target_is_cjk(self) -> bool:
        """Whether the translations are written in Chinese or Japanese."""
        return writes_cjk(self.target)


@dataclass(frozen=True, slots=True)
class TranslatedMessage:
    """A translated message: both texts, as written and as parsed, and their context."""

    msgid: str
    msgstr: str
    source: Parsed
    target: Parsed
    context: Context


@dataclass(frozen=True, slots=True)
class Repair:
    """What an editor may do at a key: `new` takes the place of `old`, a part of the translation.

    Where `old` stands there several times, the last is meant; where it is empty, `new` is missing
    and goes where the translator wants it.
    """

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a message, and what to do about it.

    `severity` is that of the check, unless this one thing weighs less. `marks` are the parts of the
    translation that it is about, as they are written there; `repairs` put right what needs no
    choice.
    """

    message: str
    hint: str
    severity: Severity | None = None
    marks: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A check of single messages.

    `code` names it: a `Code`, or a name with a prefix and a dot in checks of other distributions.
    `find` yields what is wrong with a message, each with `severity` unless the finding has its
    own; its docstring explains the check. With `verbatim` it also sees literal blocks.
    `provider` is the distribution that offers the check, "" for our own; whoever offers one
    leaves it empty.
    """

    code: str
    severity: Severity
    find: Callable[[TranslatedMessage], Iterable[Finding]]
    verbatim: bool = False
    provider: str = ""
