"""Sources that are translated in one way here and in another there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diglot.checks.message import Finding, Repair
from diglot.core.diagnostic import Location
from diglot.core.i18n import _

# Case, punctuation and spaces follow from where a message stands.
_FOLDED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A translated message and where it is."""

    msgid: str
    msgstr: str
    place: Location
    context: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """What it has in common with the messages that should be translated as it is."""
        return _folded(self.msgid), self.context


def inconsistent(messages: Iterable[Placed]) -> Iterator[tuple[Placed, Finding]]:
    """The same source has the same translation everywhere; a context allows for another.

    Bad:  小结   →   Summary   …   小结   →   In short
    Good: 小结   →   Summary   …   小结   →   Summary
    """
    groups: dict[tuple[str, str | None], list[Placed]] = defaultdict(list)
    for message in messages:
        groups[message.key].append(message)
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            if finding := difference(first, other):
                yield other, finding


def difference(first: Placed, other: Placed) -> Finding | None:
    """Return what is to be said where two messages of the same key are translated differently."""
    if _folded(other.msgstr) == _folded(first.msgstr):
        return None
    return Finding(
        _(
            "“{source}” is “{translation}” in {place}",
            source=_short(other.msgid),
            translation=_short(first.msgstr),
            place=first.place,
        ),
        _("translate both the same way, unless their places call for two"),
        repairs=(Repair(other.msgstr, first.msgstr),),
    )


def _folded(text: str) -> str:
    return _FOLDED.sub("", text.casefold()) or text


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
