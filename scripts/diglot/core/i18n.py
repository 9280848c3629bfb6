"""Sentences for users: English where they are made, translated where they are shown.

A `Message` is the English sentence, so that JSON, caches, comparisons and sorting need to know
nothing of it, and keeps what it was made of. zope.i18nmessageid and oslo.i18n have the same idea.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import reduce
from typing import Any, Protocol, Self

OWN, ARGPARSE, SPHINX = "diglot", "argparse", "sphinx"
"""The domains: our own sentences, and those of programs whose words users see through ours."""

Argument = object
"""What is put into a sentence: a number, a `Message`, or anything else by its ``str``."""


class Translations(Protocol):
    """A catalog, as gettext's classes offer it."""

    def gettext(self, message: str, /) -> str:
        """Return the translation of a message; the message where there is none."""

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """Return the translation for a number."""


Catalogs = Callable[[str], Translations | None]
"""The catalogs of a language, called with a domain; None where it has none for that."""


class Message(str):
    """A sentence that can be translated later: its msgid, and what is put into it.

    Sentences of `OWN` have fields as ``str.format`` does, others as the operator ``%`` does.
    `plural` is the msgid for `number` things that are not one.
    """

    msgid: str
    plural: str
    number: int
    domain: str
    arguments: dict[str, str | int | float]

    def __new__(
        cls,
        msgid: str,
        arguments: Mapping[str, Argument],
        *,
        plural: str = "",
        number: int = 1,
        domain: str = OWN,
    ) -> Self:
        """Make the English sentence."""
        kept = {name: _kept(value) for name, value in arguments.items()}
        message = super().__new__(
            cls, _filled(plural if plural and number != 1 else msgid, kept, domain)
        )
        message.msgid, message.plural, message.number = str(msgid), plural, number
        message.domain, message.arguments = domain, kept
        return message

    def __reduce__(self) -> tuple[Any, ...]:
        return message_from_data, (self.as_data(),)

    def translated(self, catalogs: Catalogs) -> str:
        """Return the sentence in the language of `catalogs`."""
        catalog = catalogs(self.domain)
        if catalog is None:
            return str(self)
        text = (
            catalog.ngettext(self.msgid, self.plural, self.number)
            if self.plural
            else catalog.gettext(self.msgid)
        )
        arguments = {name: translated(value, catalogs) for name, value in self.arguments.items()}
        return _filled(text, arguments, self.domain)

    def as_data(self) -> dict[str, Any]:
        """Return plain data, from which `message_from_data` makes the same message."""
        data: dict[str, Any] = {"msgid": self.msgid}
        if self.arguments:
            data["arguments"] = {name: data_of(value) for name, value in self.arguments.items()}
        if self.plural:
            data["plural"], data["number"] = self.plural, self.number
        if self.domain != OWN:
            data["domain"] = self.domain
        return data


def _(msgid: str, /, **arguments: Argument) -> Message:
    """Return a sentence, with its arguments in fields such as ``{name}``.

    Without arguments, braces stand for themselves.
    """
    return Message(msgid, arguments)


def ngettext(msgid: str, plural: str, number: int, /, **arguments: Argument) -> Message:
    """Return a sentence about a number of things, which stands in the field ``{number}``."""
    return Message(msgid, {"number": number, **arguments}, plural=plural, number=number)


def numbered(values: Iterable[Argument]) -> dict[str, Argument]:
    """Return the arguments of a sentence whose fields have no names."""
    return {str(number): value for number, value in enumerate(values)}


def word(member: StrEnum) -> Message:
    """Return a member of an enumeration whose values are words for users: ``LINK = _("link")``."""
    return Message(member.value, {})


def listed(items: Iterable[str]) -> str:
    """Return items in one line, with what a language puts between them; "" without any."""
    return _joined(items, lambda left, right: _("{left}, {right}", left=left, right=right))


def choice_of(items: Iterable[str]) -> str:
    """Return items of which one is to be chosen; "" without any."""
    return _joined(items, lambda left, right: _("{left} or {right}", left=left, right=right))


def clauses(items: Iterable[str]) -> str:
    """Return parts of a sentence with what a language puts between them; "" without any."""
    return _joined(items, lambda left, right: _("{left}; {right}", left=left, right=right))


def _joined(items: Iterable[str], join: Callable[[str, str], str]) -> str:
    kept = list(items)
    return reduce(join, kept) if kept else ""


def said_by(error: BaseException) -> str:
    """Return what an error says: its message, where that can be translated later."""
    first = error.args[0] if error.args else None
    return first if isinstance(first, Message) else str(error).strip()


def translated(value: Any, catalogs: Catalogs) -> Any:
    """Return a message in the language of `catalogs`; any other value as it is."""
    return value.translated(catalogs) if isinstance(value, Message) else value


def data_of(text: Any) -> Any:
    """Return plain data of a text that may be a message; anything else as it is."""
    return text.as_data() if isinstance(text, Message) else text


def text_of(data: Any) -> Any:
    """Return what `data_of` made its data of."""
    return message_from_data(data) if isinstance(data, dict) else data


def message_from_data(data: Mapping[str, Any]) -> Message:
    """Rebuild a message from `Message.as_data`. KeyError if it is none."""
    return Message(
        data["msgid"],
        {name: text_of(value) for name, value in data.get("arguments", {}).items()},
        plural=data.get("plural", ""),
        number=data.get("number", 1),
        domain=data.get("domain", OWN),
    )


def _kept(value: object) -> str | int | float:
    return value if isinstance(value, (str, int, float)) else str(value)


def _filled(text: str, arguments: Mapping[str, Any], domain: str) -> str:
    if not arguments:
        return text
    if domain == OWN:
        return text.format_map(arguments)
    # A tuple of arguments is kept by number, names by name.
    named = not all(name.isdecimal() for name in arguments)
    return text % (arguments if named else tuple(arguments.values()))
