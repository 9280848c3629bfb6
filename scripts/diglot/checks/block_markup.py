"""Translations that turn into another kind of block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.checks.message import Finding, Repair, TranslatedMessage
from diglot.core.block_kinds import block_name
from diglot.core.i18n import _

_NUMBERED = re.compile(r"\s*\w+[.)]")
_FIRST = re.compile(r"\s*\S")


def block_markup(message: TranslatedMessage) -> Iterator[Finding]:
    """A translation does not begin with what makes a list, a heading or a quotation.

    Sphinx cannot put such a block where the sentence was, and shows the source instead; with
    diglot among the extensions nothing needs to be done.

    Bad:  一、概述   →   1. Overview
    Good: 一、概述   →   1\\. Overview
    """
    if message.source.block == "paragraph" != message.target.block:
        kind = block_name(message.target.block)
        # As far as the sign that makes it one: a hash, a dash, the dot behind a number.
        beginning = (_NUMBERED.match(message.msgstr) or _FIRST.match(message.msgstr) or [""])[0]
        is_plain = message.msgstr.count(beginning) == 1
        yield Finding(
            _("the translation parses as another kind of block ({kind})", kind=kind),
            _("put a backslash before the mark it begins with, as in 1\\. or \\#"),
            marks=(beginning,),
            repairs=(Repair(beginning, f"{beginning[:-1]}\\{beginning[-1]}"),) if is_plain else (),
        )
