"""Colons that lead on to what follows."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.checks.ends import COLONS, last_mark
from diglot.checks.message import Finding, TranslatedMessage
from diglot.core.i18n import _


def end_colon(message: TranslatedMessage) -> Iterator[Finding]:
    """A translation ends with a colon where its source does, for something follows.

    Bad:  例如：   →   For example.
    Good: 例如：   →   For example:
    """
    if last_mark(message.source.prose) in COLONS and last_mark(message.target.prose) not in COLONS:
        yield Finding(_("the source ends with a colon"), _("end the translation with one too"))
