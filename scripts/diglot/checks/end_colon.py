"""Colons that lead on to what follows."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.checks.ends import COLONS, last_mark, with_end
from diglot.checks.message import Finding, TranslatedMessage
from diglot.core.i18n import _


def end_colon(message: TranslatedMessage) -> Iterator[Finding]:
    """A translation ends with a colon where its source does, for something follows.

    Bad:  例如：   →   For example.
    Good: 例如：   →   For example:
    """
    if last_mark(message.source.prose) in COLONS and last_mark(message.target.prose) not in COLONS:
        mark = "：" if message.context.target_is_cjk else ":"
        yield Finding(
            _("the source ends with a colon"),
            _("end the translation with one too"),
            repairs=with_end(message, mark),
        )
