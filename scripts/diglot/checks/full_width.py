"""Punctuation that was left in the source's width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diglot.catalog.scripts import CJK_RUN, FULL_WIDTH
from diglot.checks.message import Finding, TranslatedMessage
from diglot.core.i18n import _

_TITLE = "|".join(f"{pair[0]}[^{pair[1]}]*{pair[1]}" for pair in ("《》", "「」", "『』", "〈〉"))
_QUOTED = re.compile(f"{_TITLE}|{CJK_RUN.pattern}")


def full_width(message: TranslatedMessage) -> Iterator[Finding]:
    """A translation into an alphabet uses that alphabet's punctuation.

    Marks that belong to a Chinese or Japanese phrase inside it are fine.

    Bad:  训练，然后推理。   →   Train， then infer.
    Good: 训练，然后推理。   →   Train, then infer.
    """
    context = message.context
    if not context.source_is_cjk or context.target_is_cjk or message.msgid == message.msgstr:
        return
    marks = dict.fromkeys(FULL_WIDTH.findall(_QUOTED.sub("", message.target.prose)))
    if marks:
        shown = " ".join(marks).replace("\u3000", "U+3000 (a space)")
        yield Finding(
            _("full-width {marks} is left", marks=shown),
            _("use the punctuation of the translation's language"),
        )
