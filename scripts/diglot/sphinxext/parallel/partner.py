"""The partner: the other language of a parallel edition, as a builder of the source sees it.

Sphinx keeps global state, so the partner's documents are read and resolved in a process of
their own; this one only loads what that left behind.
"""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError, SphinxError
from sphinx.util import logging
from sphinx.util.docutils import LoggingReporter, docutils_namespace, patch_docutils

from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.sphinxext.config.build_options import build_options
from diglot.sphinxext.config.foreign_texts import text_of_error
from diglot.sphinxext.config.languages import languages_of
from diglot.sphinxext.i18n.labels import name_in, translator_for
from diglot.sphinxext.i18n.stale_catalogs import warn_of_stale_catalogs
from diglot.sphinxext.incremental.fingerprint import fingerprint_of
from diglot.sphinxext.parallel import resolved_doctrees
from diglot.sphinxext.parallel.doctree_builder import (
    bring_up_to_date,
    keeping_doctrees,
    outdated_doctrees,
)
from diglot.sphinxext.reporting.application import QuietApplication
from diglot.sphinxext.reporting.origin import Origin
from diglot.sphinxext.reporting.warn import Place, warn

_logger = logging.getLogger(__name__)

_TAGS = "diglot_tags_of_the_command"


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

    def _without_text(self, docname: str) -> nodes.document:
        config, srcdir = self.env.config, Path(self.env.srcdir)
        labels = translator_for(self.language.tag, srcdir, config.locale_dirs)
        text = labels.gettext("This page is not translated yet; it is shown in %(language)s.")
        source = languages_of(config, srcdir).source
        word = text % {"language": name_in(source, self.language.tag)}
        doctree = new_document(docname)
        doctree += nodes.section("", nodes.paragraph("", word))
        return doctree

    def has_document(self, docname: str) -> bool:
        """Whether this language has a document of the source's."""
        # The list of files is the source's.
        return docname in self.env.all_docs

    def state_of(self, docname: str) -> int:
        """Return which reading of a document was resolved: the time of that.

        Another format may have read it since, of which this one shows nothing yet.
        """
        return self._index.documents.get(docname, 0)

    def fingerprint(self) -> str:
        """Return a digest of what documents show of each other, as they were resolved and now."""
        return f"{self._index.fingerprint} {fingerprint_of(self.env)}"

    @cached_property
    def _index(self) -> resolved_doctrees.Index:
        return resolved_doctrees.read_index(self.folder)


def register(app: Sphinx) -> None:
    """Keep the tags of the command line; later ones may belong to a language or a builder."""
    app.connect("env-get-updated", outdated_doctrees, priority=900)
    app.add_config_value(_TAGS, tuple(sorted(app.tags)), "", (tuple,))


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
        _refresh(_Request.of(app, language, doctrees, resolver), app.env)
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


@dataclass(frozen=True, slots=True)
class _Request:
    """What the partner's process needs to know."""

    srcdir: str
    confdir: str
    doctrees: Path
    resolver: str
    overrides: Mapping[str, Any]
    tags: tuple[str, ...]
    fresh: bool

    @classmethod
    def of(cls, app: Sphinx, language: Language, doctrees: Path, resolver: str) -> _Request:
        # Sphinx takes the extensions out of the overrides when it has read them.
        extensions = list(app.config.extensions)
        overrides = {
            **app.config.overrides,
            "extensions": extensions,
            "language": language.tag,
        }
        return cls(
            str(app.srcdir),
            str(app.confdir),
            doctrees,
            resolver,
            overrides,
            tuple(app.config[_TAGS]),
            bool(app.fresh_env_used),
        )


def _refresh(request: _Request, env: BuildEnvironment) -> None:
    # Not a fork: the global state of this process is that of the source language.
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(request, sender))
    process.start()
    sender.close()
    failure: str | None = _("its process ended early")
    try:
        while isinstance(received := receiver.recv(), Diagnostic):
            _pass_on(received, env)
        failure = received
    except EOFError:
        pass
    finally:
        process.join()
    if failure is not None:
        language = request.overrides["language"]
        raise SphinxError(
            _(
                "the other language, {language}, cannot be read: {failure}",
                language=language,
                failure=failure,
            )
        )


def _work(request: _Request, sender: Any) -> None:
    """Store the documents; send what was found, at last None or why it failed."""
    try:
        with patch_docutils(request.confdir), docutils_namespace():
            app = _Application(request, lambda diagnostic, _origin: sender.send(diagnostic))
            bring_up_to_date(app)
            warn_of_stale_catalogs(app)
        sender.send(None)
    except SphinxError as error:
        sender.send(text_of_error(error))
    finally:
        sender.close()


class _Application(QuietApplication):
    """Sphinx in the partner's language, with a builder that keeps resolved doctrees."""

    def __init__(
        self, request: _Request, on_diagnostic: Callable[[Diagnostic, Origin], None]
    ) -> None:
        super().__init__(
            # No file lies below its own name, so that places stay absolute.
            root=Path(__file__),
            on_diagnostic=on_diagnostic,
            srcdir=request.srcdir,
            confdir=request.confdir,
            outdir=request.doctrees / ".resolved" / "out",
            doctreedir=request.doctrees,
            buildername=request.resolver,
            confoverrides=dict(request.overrides),
            freshenv=request.fresh,
            tags=request.tags,
        )

    def create_builder(self, name: str) -> Builder:
        """Return the builder that stores what the named one would write."""
        return keeping_doctrees(self.registry.builders[name])(self, self.env)


def _pass_on(diagnostic: Diagnostic, env: BuildEnvironment) -> None:
    place: Place = None
    if location := diagnostic.location:
        docname = env.path2doc(location.path)
        is_document = docname in env.found_docs
        path_and_line = f"{location.path}:{location.line or ''}"
        place = (docname, location.line) if is_document else path_and_line
    if diagnostic.code is Code.SPHINX:
        _logger.warning("%s", diagnostic.message, location=place)
    else:
        hint = diagnostic.hints[0] if diagnostic.hints else None
        warn(diagnostic.code, diagnostic.message, at=place, hint=hint)
