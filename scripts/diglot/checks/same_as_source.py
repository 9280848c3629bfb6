"""Translations that only repeat the source."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.scripts import CJK, WORD
from diglot.checks.message import Finding, TranslatedMessage
from diglot.core.i18n import _

# Fewer plain words than this are names and commands, which stay as they are.
_SENTENCE = 5


def same_as_source(message: TranslatedMessage) -> Iterator[Finding]:
    """A translation differs from its source, where the source has words to translate.

    Bad:  训练需要时间   →   训练需要时间
    Good: 训练需要时间   →   Training takes time
    """
    if message.msgid.strip() != message.msgstr.strip():
        return
    prose, context = message.source.prose, message.context
    if context.source_is_cjk and not context.target_is_cjk:
        untranslated = bool(CJK.search(prose))
    else:
        untranslated = sum(word.islower() for word in WORD.findall(prose)) >= _SENTENCE
    if untranslated:
        yield Finding(
            _("the translation is the source itself"),
            _("translate it; leave msgstr empty until then, so that it counts as undone"),
        )
