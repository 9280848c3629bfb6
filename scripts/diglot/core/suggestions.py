"""What somebody may have meant who wrote a name that is not there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from diglot.core.i18n import Message, _, choice_of


def alike(wrong: str, known: Iterable[str]) -> list[str]:
    """Return up to three names that are like `wrong`, the likest first, whatever its case."""
    by_fold = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(wrong.casefold(), by_fold, n=3)
    return [by_fold[name] for name in found]


def did_you_mean(wrong: str, known: Iterable[str]) -> Message | None:
    """Return a question that names what is like `wrong`; None where nothing is."""
    names = alike(wrong, known)
    return _("did you mean {names}?", names=choice_of(names)) if names else None


def suggestion(wrong: str, known: Iterable[str], otherwise: Message) -> Message:
    """Return a next step: it asks for what is like `wrong`, if anything, and tells `otherwise`."""
    names = alike(wrong, known)
    if not names:
        return otherwise
    return _("did you mean {name}? {otherwise}", name=choice_of(names), otherwise=otherwise)
