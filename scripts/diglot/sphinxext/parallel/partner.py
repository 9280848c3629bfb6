"""The partner: the other language of a parallel edition, as a builder of the source sees it.

Sphinx keeps global state, so the partner's documents are read and resolved in a process of
their own; this one only loads what that left behind.
"""

from __future__ import annotations

import pickle
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property
from gettext import NullTranslations
from pathlib import Path

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util.docutils import LoggingReporter

from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.sphinxext.config.build_options import build_options
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.i18n.labels import name_in, translator_for
from diglot.sphinxext.incremental.fingerprint import fingerprint_of
from diglot.sphinxext.parallel import resolved_doctrees
from diglot.sphinxext.parallel.doctree_builder import outdated_doctrees
from diglot.sphinxext.parallel.partner_process import TAGS, Request, refresh


@dataclass(frozen=True)
class Partner:
    """A language beside the source, read and resolved for one output format.

    `env` is Sphinx's environment as it was read in that language; `words` are Sphinx's own in it.
    """

    language: Language
    env: BuildEnvironment
    folder: Path

    @cached_property
    def words(self) -> resolved_doctrees.SphinxWords:
        """Sphinx's own words in this language, such as the titles of admonitions."""
        return resolved_doctrees.read_words(self.folder)

    def doctree(self, docname: str) -> nodes.document:
        """Return a resolved document (a new copy each time).

        Of one that this language excludes, a word to the reader is all there is.
        """
        if self.has_document(docname):
            doctree = resolved_doctrees.read_doctree(self.folder, docname)
        else:
            doctree = self._without_text(docname)
        doctree.settings.env = self.env
        doctree.reporter = LoggingReporter(str(self.env.doc2path(docname)))
        return doctree

    def in_place_of_source(self, docname: str) -> nodes.document:
        """Return what stands in the place of a document that only this language has."""
        labels = self._labels(self._source.tag)
        text = labels.gettext("There is no translation of this page; it is shown in %(language)s.")
        return self._page(docname, text % {"language": name_in(self.language, self._source.tag)})

    def _without_text(self, docname: str) -> nodes.document:
        labels = self._labels(self.language.tag)
        text = labels.gettext("This page is not translated yet; it is shown in %(language)s.")
        return self._page(docname, text % {"language": name_in(self._source, self.language.tag)})

    @property
    def _source(self) -> Language:
        return languages_of(self.env.config, Path(self.env.srcdir)).source

    def _labels(self, tag: str) -> NullTranslations:
        return translator_for(tag, Path(self.env.srcdir), self.env.config.locale_dirs)

    def _page(self, docname: str, word: str) -> nodes.document:
        doctree = new_document(docname)
        doctree += nodes.section("", nodes.paragraph("", word))
        doctree.settings.env = self.env
        return doctree

    def has_document(self, docname: str) -> bool:
        """Whether this language has a document."""
        # The list of files is the source's.
        return docname in self.env.all_docs

    def documents_beside(self, source: Set[str]) -> list[str]:
        """Return the documents that this language has, and not the source, which has these."""
        return sorted(self.env.all_docs.keys() - source)

    def state_of(self, docname: str) -> int:
        """Return which reading of a document was resolved: the time of that.

        Another format may have read it since, of which this one shows nothing yet.
        """
        return self._index.documents.get(docname, 0)

    def resolved_at(self, docname: str) -> int:
        """Return when what a document became was stored, in nanoseconds; 0 where it was not."""
        path = resolved_doctrees.doctree_file(self.folder, docname)
        return path.stat().st_mtime_ns if path.is_file() else 0

    def fingerprint(self) -> str:
        """Return a digest of what documents show of each other, as they were resolved and now."""
        return f"{self._index.fingerprint} {fingerprint_of(self.env)}"

    @cached_property
    def _index(self) -> resolved_doctrees.Index:
        return resolved_doctrees.read_index(self.folder)


def register(app: Sphinx) -> None:
    """Keep the tags of the command line; later ones may belong to a language or a builder."""
    app.connect("env-get-updated", outdated_doctrees, priority=900)
    app.add_config_value(TAGS, tuple(sorted(app.tags)), "", (tuple,))


def open_partner(app: Sphinx, resolver: str) -> Partner:
    """Return the partner of an application that builds in the source language.

    `resolver` names the builder whose output format the documents are resolved for, such as
    ``html`` or ``typst``. Unless the diglot command has done so before, the partner's
    documents are brought up to date here, in a process of its own, and what that warns of is
    passed on. Raises ConfigError where there is
    no such language, SphinxError where its documents cannot be read.
    """
    language = _partner_language(app)
    prepared = build_options(app.config).partner_doctrees
    own = Path(app.doctreedir)
    doctrees = prepared or own.with_name(f"{own.name}-{language.slug}")
    if not prepared:
        refresh(Request.of(app, language, doctrees, resolver), app.env)
    folder = resolved_doctrees.folder_of(doctrees, resolver)
    return Partner(language, _environment(app, doctrees, folder), folder)


def _partner_language(app: Sphinx) -> Language:
    languages = languages_of(app.config, Path(app.srcdir))
    if app.config.language != languages.source.tag:
        raise ConfigError(
            _(
                "parallel editions are built in the language of the sources: leave out -D "
                "language={language}",
                language=app.config.language,
            )
        )
    if languages.partner is None:
        raise ConfigError(
            _("a parallel edition needs a second language; diglot_languages names none")
        )
    return languages.partner


def _environment(app: Sphinx, doctrees: Path, folder: Path) -> BuildEnvironment:
    """Return the partner's environment, with its own settings and doctrees."""
    with (doctrees / ENV_PICKLE_FILENAME).open("rb") as file:
        env: BuildEnvironment = pickle.load(file)  # noqa: S301 - Sphinx's own, from the build folder
    # Both languages have the same files; `setup` would put the partner's list over ours.
    env.project = None  # type: ignore[assignment]  # what Sphinx itself checks for
    env.setup(app)
    env.doctreedir = doctrees
    # Sphinx stores the environment only when it has read something.
    env.config = resolved_doctrees.read_config(folder)
    return env
