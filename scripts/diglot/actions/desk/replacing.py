"""Search and replace in the translations of a language, and one text for the same message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from diglot.actions.desk.messages import DeskMessage, DeskState
from diglot.actions.desk.saving import Edit
from diglot.catalog.revise import version_of

_OPEN = frozenset({DeskState.UNTRANSLATED, DeskState.FUZZY, DeskState.STALE})


def replacements(
    messages: Iterable[DeskMessage], words: str, instead: str, *, match_case: bool
) -> Iterator[Edit]:
    """Yield the edits that put a text in the place of some words in all translations.

    The words are looked for as they stand. Messages of broken catalogs are left out.
    """
    if not words:
        return
    pattern = re.compile(re.escape(words), re.NOFLAG if match_case else re.IGNORECASE)
    for message in messages:
        if message.entry is None or message.fault:
            continue
        base = version_of(message.entry)
        forms = tuple(pattern.sub(lambda _match: instead, form) for form in base.msgstr)
        if forms != base.msgstr:
            yield Edit(message, base, replace(base, msgstr=forms))


def name_of_edit(edit: Edit) -> str:
    """Return a name that only this edit has: who has seen it agrees to nothing else."""
    parts = (edit.message.id, *edit.base.msgstr, "", *edit.new.msgstr)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def fillings(message: DeskMessage, same: Iterable[DeskMessage]) -> list[Edit]:
    """Return the edits that give the translation of a message to those of the same source.

    Only what is not translated yet, or fuzzy, is filled. A confirmed translation stays confirmed,
    for it was made for these very words; none is there of a message without a translation.
    """
    if message.entry is None or message.state is not DeskState.TRANSLATED:
        return []
    text = version_of(message.entry).msgstr
    edits = []
    for other in same:
        if other.entry is None or other.fault or other.state not in _OPEN:
            continue
        base = version_of(other.entry)
        if len(base.msgstr) == len(text):
            edits.append(Edit(other, base, replace(base, msgstr=text, fuzzy=False)))
    return edits
