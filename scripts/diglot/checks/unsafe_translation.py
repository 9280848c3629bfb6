"""Translations that do what their source does not, found before a build meets them."""

from __future__ import annotations

from collections.abc import Iterator

from diglot.catalog.effects import HINT, Judge, entry_effects, sentence
from diglot.catalog.entry import Catalog, Entry, State
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Severity
from diglot.core.language import Language


def unsafe_translations(
    catalog: Catalog, name: str, judge: Judge, language: Language, *, allow_fuzzy: bool = False
) -> Iterator[Diagnostic]:
    """Yield the translations of a catalog, called `name`, that the build will not take.

    No flag of an entry excuses it: whoever writes a translation could write the flag. With
    `allow_fuzzy`, builds show fuzzy translations, so that they are judged as well.
    """
    shown = {State.TRANSLATED, State.FUZZY} if allow_fuzzy else {State.TRANSLATED}
    for entry in catalog.entries:
        if entry.state in shown:
            yield from unsafe_entry(entry, name, judge, language)


def unsafe_entry(entry: Entry, name: str, judge: Judge, language: Language) -> Iterator[Diagnostic]:
    """Yield a diagnostic if the translation of an entry does more than its source."""
    effects = entry_effects(judge, entry)
    if effects:
        place = Location(name, entry.line, language.tag, entry.msgid)
        yield Diagnostic(Code.UNSAFE_TRANSLATION, Severity.ERROR, sentence(effects), place, (HINT,))
