"""Words that were typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.catalog.scripts import WORD
from diglot.checks.message import Finding, Repair, TranslatedMessage
from diglot.core.i18n import _

_DOUBLED = re.compile(rf"(?<![\w'’-])({WORD.pattern})\s+\1(?![\w'’-])", re.IGNORECASE)
# Pairs that grammar makes: he had had it; all that that means.
_GRAMMATICAL = frozenset({"had", "that", "is", "so", "very", "bye", "ha"})


def doubled_word(message: TranslatedMessage) -> Iterator[Finding]:
    """No word stands twice in a row, unless the source has it so.

    Bad:  the the model
    Good: the model
    """
    source = {match[1].casefold() for match in _DOUBLED.finditer(message.source.prose)}
    for match in _DOUBLED.finditer(message.target.prose):
        if match[1].casefold() not in source | _GRAMMATICAL:
            yield Finding(
                _("“{words}”: the word stands twice", words=match[0]),
                _("remove one of the two"),
                marks=(match[0],),
                repairs=(Repair(match[0], match[1]),),
            )
