"""The words of templates, which Sphinx translates by the project's catalog ``sphinx.po``.

They are messages as Sphinx's ``gettext`` builder finds them: what ``{% trans %}`` and ``_()`` hold
in the HTML files of `templates_path`. Templates put them on every page as they are. Translations
that do more than their source are kept from Sphinx's translator.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ThemeError
from sphinx.locale import translators

from diglot.catalog.effects import HINT, entry_effects, sentence
from diglot.catalog.entry import Entry
from diglot.catalog.reader import read_catalog
from diglot.core.codes import Code
from diglot.sphinxext.i18n.labels import LabelTranslations
from diglot.sphinxext.i18n.lookup import catalog_paths
from diglot.sphinxext.i18n.record import ExtractedMessage
from diglot.sphinxext.reporting.warn import warn
from diglot.sphinxext.safety.judges import judges_of

DOMAIN = "sphinx"
_NOTE = "words of a template"


class SafeTranslations(LabelTranslations):
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
        if msgid1 in self._unsafe:
            return super().ngettext(msgid1, msgid2, n)
        return self._translator.ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of a message in a context."""
        return message if message in self._unsafe else self._translator.pgettext(context, message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Return the translation of a message in a context for a number."""
        if msgid1 in self._unsafe:
            return super().npgettext(context, msgid1, msgid2, n)
        return self._translator.npgettext(context, msgid1, msgid2, n)


def template_messages(config: Config, confdir: Path) -> Iterator[ExtractedMessage]:
    """Yield the messages of the project's templates, by file and line.

    `confdir` is the folder of conf.py, from which `templates_path` counts.
    Messages with plural forms are left out, as they have no place in the templates of catalogs.
    Raises ThemeError for a template that cannot be read.
    """
    environment: Any = Environment(  # noqa: S701 - nothing is rendered
        extensions=["jinja2.ext.i18n"]
    )
    folders = [confdir / folder for folder in config.templates_path]
    for path in sorted(path for folder in folders for path in folder.rglob("*.html")):
        try:
            found = list(environment.extract_translations(path.read_text("utf-8")))
        except (OSError, UnicodeError, TemplateError) as error:
            raise ThemeError(f"{path}: {error}") from error
        for line, _function, message in found:
            if isinstance(message, str) and message:
                yield ExtractedMessage(message, str(path), line, _NOTE)


def register(app: Sphinx) -> None:
    """Keep unsafe translations from templates when a build starts."""
    # Before anything asks for Sphinx's translator.
    app.connect("config-inited", _make_safe, priority=290)


def safe(translator: NullTranslations, config: Config, srcdir: Path) -> NullTranslations:
    """Return a translator without what translators wrote that does more than its source."""
    unsafe = frozenset(entry.msgid for _place, entry, _why in _unsafe_entries(config, srcdir))
    return SafeTranslations(translator, unsafe) if unsafe else translator


def _make_safe(app: Sphinx, config: Config) -> None:
    srcdir = Path(app.srcdir)
    for place, _entry, why in _unsafe_entries(config, srcdir):
        warn(Code.UNSAFE_TRANSLATION, why, at=place, hint=HINT)
    app.translator = safe(app.translator, config, srcdir)
    translators["general", "sphinx"] = app.translator


def _unsafe_entries(config: Config, srcdir: Path) -> Iterator[tuple[str, Entry, str]]:
    """Yield the place of each unsafe entry, the entry, and a sentence on what it does."""
    paths = list(catalog_paths(DOMAIN, config, srcdir))
    if not paths:
        # Judges are slow to make, and few projects translate the words of templates.
        return
    judge = judges_of(config).of_page_texts()
    for path in paths:
        for entry in read_catalog(path).entries:
            if effects := entry_effects(judge, entry):
                yield f"{path}:{entry.line}", entry, sentence(effects)
