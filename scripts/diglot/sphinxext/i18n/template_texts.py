"""The words of templates, which Sphinx translates by the project's catalog ``sphinx.po``.

Templates put them on every page as they are. Translations that do more than their source are kept
from Sphinx's translator.
"""

from __future__ import annotations

from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import translators

from diglot.sphinxext.i18n.lookup import Translations, translations_in
from diglot.sphinxext.safety.judges import judges_of

DOMAIN = "sphinx"


class SafeTranslations(NullTranslations):
    """A translator that returns some messages, those of `unsafe`, as they are."""

    def __init__(self, translator: NullTranslations, unsafe: frozenset[str]) -> None:
        super().__init__()
        self._translator, self._unsafe = translator, unsafe

    def add_fallback(self, fallback: NullTranslations) -> None:
        """Ask another translator for what this one does not have."""
        self._translator.add_fallback(fallback)

    def gettext(self, message: str) -> str:
        """Return the translation of a message."""
        return message if message in self._unsafe else self._translator.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the translation of a message for a number."""
        if self._unsafe.isdisjoint((msgid1, msgid2)):
            return self._translator.ngettext(msgid1, msgid2, n)
        return super().ngettext(msgid1, msgid2, n)


def register(app: Sphinx) -> None:
    """Keep unsafe translations from templates when a build starts."""
    # Before anything asks for Sphinx's translator.
    app.connect("config-inited", _make_safe, priority=290)


def safe(translator: NullTranslations, config: Config, srcdir: Path) -> NullTranslations:
    """Return a translator without what translators wrote that does more than its source."""
    unsafe = _translations(config, srcdir).unsafe()
    return SafeTranslations(translator, unsafe) if unsafe else translator


def _make_safe(app: Sphinx, config: Config) -> None:
    found = replace(_translations(config, Path(app.srcdir)), warns=True).unsafe()
    if found:
        app.translator = SafeTranslations(app.translator, found)
        translators["general", "sphinx"] = app.translator


def _translations(config: Config, srcdir: Path) -> Translations:
    return translations_in(DOMAIN, config, srcdir).judged(judges_of(config).of_page_texts())
