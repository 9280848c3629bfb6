"""The other languages of a project, and their translations of a document's messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import get_filetype

from diglot.catalog.entry import State
from diglot.core.language import Language
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.i18n.lookup import Translations, possible_catalog_paths, translations_of
from diglot.sphinxext.safety.judges import Judges, judges_of


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A language that is not the build's. The source has no catalogs: messages are its text.

    `judges` keep out translations that do more than their source.
    """

    language: Language
    is_source: bool
    config: Config
    srcdir: Path
    judges: Judges

    def translations(self, docname: str) -> Translations:
        """Return what translates a document into this language."""
        judge = self.judges.of_document(docname, self.srcdir)
        return translations_of(docname, self.config, self.srcdir).judged(judge)

    def catalogs(self, docname: str) -> Iterator[Path]:
        """Yield the files that translate a document into this language, and their folders.

        A folder changes when one of its files comes or goes.
        """
        for path in possible_catalog_paths(docname, self.config, self.srcdir):
            yield from (place for place in (path, path.parent) if place.exists())

    def text(self, docname: str, msgid: str) -> str | None:
        """Return a message of a document in this language; None where it is not translated."""
        return self.text_in(self.translations(docname), msgid)

    def text_in(self, translations: Translations, msgid: str) -> str | None:
        """Return a message in this language as `translations` have it; see `text`."""
        if self.is_source:
            return msgid
        entry = translations.find(msgid)
        return entry.text if entry and entry.state is State.TRANSLATED else None


def other_languages(app: Sphinx) -> Iterator[OtherLanguage]:
    """Yield the other languages of a build, the source first."""
    srcdir = Path(app.srcdir)
    languages = languages_of(app.config, srcdir)
    for language in languages:
        if language.tag != app.config.language:
            config = _config_in(language, app.config)
            is_source = language == languages.source
            yield OtherLanguage(language, is_source, config, srcdir, judges_of(app.config))


def is_rst(app: Sphinx, docname: str) -> bool:
    """Whether the messages of a document are reStructuredText."""
    path = Path(app.env.doc2path(docname))
    return get_filetype(app.config.source_suffix, path) != "markdown"


def _config_in(language: Language, config: Config) -> Config:
    """Return what the lookup of catalogs needs of a configuration, in another language."""
    # Sphinx has one configuration for each process, which must not change.
    names = ("locale_dirs", "gettext_compact", "gettext_allow_fuzzy_translations")
    values = {name: getattr(config, name) for name in names}
    return cast("Config", SimpleNamespace(language=language.tag, **values))
