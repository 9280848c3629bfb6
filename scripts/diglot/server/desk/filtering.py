"""Which messages of a language are listed: those of a kind that hold some words."""

from __future__ import annotations

from collections.abc import Iterable, Set

from diglot.actions.desk.messages import DeskMessage, DeskState
from diglot.actions.desk.similar import Unit

FLAGGED = "flagged"
KINDS: dict[str, frozenset[DeskState]] = {
    "all": frozenset(DeskState),
    "unfinished": frozenset({DeskState.STALE, DeskState.FUZZY, DeskState.UNTRANSLATED}),
    DeskState.STALE: frozenset({DeskState.STALE}),
    DeskState.FUZZY: frozenset({DeskState.FUZZY}),
    DeskState.UNTRANSLATED: frozenset({DeskState.UNTRANSLATED}),
    FLAGGED: frozenset({DeskState.TRANSLATED}),
}
"""By which messages are filtered; of those translated, the flagged are what a check objects to."""


def filtered(
    messages: Iterable[DeskMessage], words: str, kind: str, flagged: Set[str]
) -> list[DeskMessage]:
    """Return the messages of a kind that hold all of some words, in either language.

    `kind` is one of `KINDS`; `flagged` are the names of the messages that a check objects to.
    """
    wanted = words.casefold().split()

    def passes(message: DeskMessage) -> bool:
        is_of_kind = message.id in flagged if kind == FLAGGED else message.state in KINDS[kind]
        return is_of_kind and _holds(message, wanted)

    return list(filter(passes, messages))


def _holds(message: DeskMessage, words: list[str]) -> bool:
    translation = message.entry.translation if message.entry else ""
    return Unit(message.placed.msgid, translation, "").holds(words)
