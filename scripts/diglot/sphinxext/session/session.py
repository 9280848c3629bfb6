"""A site that is kept open: its documents are read when files change, its pages on request."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Set
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.parallel import SerialTasks

from diglot.core.block_names import name_of
from diglot.core.diagnostic import Diagnostic
from diglot.core.events import Event, ProblemFound
from diglot.core.files import write_bytes
from diglot.core.project import Edition, Project
from diglot.core.updates import Place, Update
from diglot.sphinxext.caching.calls import cached_calls
from diglot.sphinxext.compat.sphinx import forget_doctrees, owner_of, set_phase
from diglot.sphinxext.config.opened import opened_files
from diglot.sphinxext.html.popovers.blocks import offers_blocks, write_blocks
from diglot.sphinxext.html.popovers.others import other_languages
from diglot.sphinxext.html.site.site_summary import write_summary
from diglot.sphinxext.i18n.lookup import translations_of
from diglot.sphinxext.i18n.record import records_of
from diglot.sphinxext.incremental.outdated_pages import present_state, stored_state
from diglot.sphinxext.incremental.problems import forget_problems, problems_of_document
from diglot.sphinxext.incremental.removed_files import watch_build
from diglot.sphinxext.run.application import EditionApplication
from diglot.sphinxext.session.assets import CommonAssets, finish_theme, forget_templates
from diglot.sphinxext.session.changes import Change, change_of, setup_files
from diglot.sphinxext.session.facts import figure_numbers_of, numbered_of, shown_of
from diglot.sphinxext.session.forked import run_forked


class _Application(EditionApplication):
    """The application of a session, whose builder writes the pages that are asked for."""

    def create_builder(self, name: str) -> Builder:
        builder = super().create_builder(name)
        builder.writes_on_request = True  # type: ignore[attr-defined]  # see writes_pages
        return builder


class Session:
    """One site of a project in this process.

    Opening it reads what has changed since the last build. Raises SphinxError, or any error of
    conf.py or an extension, where that cannot be done.
    """

    def __init__(self, project: Project, edition: Edition) -> None:
        self._project = project
        self._found: list[Diagnostic] = []
        self._unread: frozenset[str] = frozenset()
        self._problems: dict[str, tuple[Diagnostic, ...]] = {}
        self._open = ExitStack()
        if project.caching:
            self._open.enter_context(cached_calls())
        self._open.enter_context(patch_docutils(str(project.confdir)))
        self._open.enter_context(docutils_namespace())
        language = project.language(edition.language)
        with opened_files() as opened:
            self._app = _Application(project, language, edition, self._receive, fresh=False)
        self._made_of = setup_files(self._app, opened)
        self._builder.finish_tasks = SerialTasks()
        self._builder.parallel_ok = False
        self._common_assets = CommonAssets(self._app)
        self._read(None)
        list(self._env.check_dependents(self._app, set()))
        self._prepare()
        self._common_assets.note(self._builder.globalcontext)
        self._copy_assets()
        self._stale = self._outdated()
        self._is_whole = not self._stale

    @property
    def stale(self) -> frozenset[str]:
        """The addresses of the pages that would be written otherwise than they are."""
        return frozenset(map(self._builder.get_target_uri, self._stale))

    def update(self, paths: Iterable[Path]) -> Update:
        """Read what has changed with some files."""
        change = change_of(self._app, paths, self._made_of)
        if change.restart:
            return Update(restart=change.restart)
        if change.has_page_files:
            self._copy_assets()
            forget_templates(self._builder)
        documents = change.documents | self._unread
        if change.scans or documents:
            self._unread = documents
            stale = self._reread(None if change.scans else documents)
            self._unread = frozenset()
        else:
            stale = frozenset()
        if change.has_page_files:
            stale = frozenset(self._env.found_docs)
        self._write_blocks(change)
        self._stale = (self._stale | stale) & self._env.found_docs
        self._is_whole = self._is_whole and not stale
        return Update(self._addresses(stale), problems=tuple(self._problems_of(stale)))

    def render(self, address: str) -> tuple[Diagnostic, ...]:
        """Write the page at an address in the site, if it is stale; return what is wrong with it.

        A page that is no document's, such as the index, is written with all the others.
        """
        docname = self._documents().get(address)
        if docname is None:
            if not self._is_whole:
                self._complete()
            return ()
        if docname in self._stale:
            self._found.clear()
            self._builder.write_documents({docname})
            self._builder.copy_image_files()
            if offers_blocks(self._app):
                write_blocks(self._app, docname, list(other_languages(self._app)))
            self._problems[docname] = tuple(self._found)
            self._stale -= {docname}
            forget_problems(self._app)
        return tuple(self._problems_of([docname]))

    def introduce(self) -> None:
        """Write the first page, and what the page above the languages tells of this site."""
        self.render(self._builder.get_target_uri(self._app.config.root_doc))
        write_summary(self._app)

    def places(self, address: str) -> dict[str, Place]:
        """Return where the blocks of a page come from, by the name of their message in the page."""
        docname = self._documents().get(address)
        record = records_of(self._env).get(docname or "")
        if docname is None or record is None:
            return {}
        translations = translations_of(docname, self._app.config, Path(self._app.srcdir))
        places: dict[str, Place] = {}
        for message in record.messages:
            entry = translations.find(message.msgid)
            source = self._place(Path(message.path), message.line)
            catalog = self._place(entry.path, entry.line) if entry else ""
            places.setdefault(name_of(message.msgid), Place(source, catalog))
        return places

    def close(self) -> None:
        """Store the environment, so that the next session begins with it."""
        path = Path(self._app.doctreedir) / ENV_PICKLE_FILENAME
        write_bytes(path, pickle.dumps(self._env, pickle.HIGHEST_PROTOCOL), sync=False)
        self._open.close()

    # --- reading

    def _reread(self, documents: Set[str] | None) -> frozenset[str]:
        """Read documents again, or whatever has changed; return those whose pages are stale."""
        if documents is None:
            former = set(self._env.found_docs)
            if not self._read(None) and former == self._env.found_docs:
                return frozenset()
            list(self._env.check_dependents(self._app, set()))
            self._prepare()
            return frozenset(self._env.found_docs)
        env = self._env
        shown, numbered = shown_of(env, documents), numbered_of(env, documents)
        figures = figure_numbers_of(env, documents)
        read = self._read(documents)
        if read <= documents and numbered_of(env, documents) == numbered:
            env.toc_fignumbers.update(figures)
            stale = read | self._dependents()
            is_alone = shown_of(env, documents) == shown
        else:
            list(env.check_dependents(self._app, set(read)))
            stale, is_alone = read, False
        self._prepare()
        return frozenset(stale if is_alone else env.found_docs)

    def _read(self, documents: Set[str] | None) -> frozenset[str]:
        set_phase(self._app, BuildPhase.READING)
        chosen = nullcontext() if documents is None else _only(self._env, documents)
        with logging.pending_warnings(), chosen:
            read = frozenset(self._builder.read())
        forget_doctrees(self._env)
        return read

    def _dependents(self) -> frozenset[str]:
        """Number the sections; ask extensions what else is outdated.

        As `BuildEnvironment.check_dependents`, but for the numbers of figures: Sphinx loads every
        document to count them, and they are the same.
        """
        dependents: set[str] = set()
        listeners = self._app.events.listeners["env-get-updated"]
        for listener in sorted(listeners, key=lambda listener: listener.priority):
            collector = owner_of(listener.handler)
            if isinstance(collector, TocTreeCollector):
                dependents.update(collector.assign_section_numbers(self._env))
            else:
                dependents.update(listener.handler(self._app, self._env) or ())
        return frozenset(dependents)

    def _prepare(self) -> None:
        set_phase(self._app, BuildPhase.CONSISTENCY_CHECK)
        self._env.check_consistency()
        set_phase(self._app, BuildPhase.RESOLVING)
        self._common_assets.forget_others()
        self._builder.prepare_writing(self._env.found_docs)

    # --- pages

    def _copy_assets(self) -> None:
        """Copy what pages refer to, and let the theme finish it as it does after a build."""
        self._builder.copy_assets()
        finish_theme(self._app)

    def _outdated(self) -> frozenset[str]:
        before, after = stored_state(self._app), present_state(self._builder, self._env)
        if before.shared != after.shared:
            return frozenset(self._env.found_docs)
        return frozenset(
            docname
            for docname, state in after.documents.items()
            if before.documents.get(docname) != state
        )

    def _complete(self) -> None:
        """Build the whole site, in a process of its own: what that leaves in memory is not ours."""
        run_forked(self._build)
        self._stale, self._is_whole = frozenset(), True

    def _build(self) -> None:
        self._builder.writes_on_request = False  # type: ignore[attr-defined]  # see writes_pages
        path = Path(self._app.doctreedir) / ENV_PICKLE_FILENAME
        write_bytes(path, pickle.dumps(self._env, pickle.HIGHEST_PROTOCOL), sync=False)
        watch_build(self._app)
        self._common_assets.forget_others()
        self._app.build()

    def _write_blocks(self, change: Change) -> None:
        if change.popovers and offers_blocks(self._app):
            others = list(other_languages(self._app))
            for docname in sorted(change.popovers & self._env.found_docs):
                write_blocks(self._app, docname, others)

    def _place(self, path: Path, line: int) -> str:
        return f"{self._project.shown(path)}:{line}"

    def _documents(self) -> dict[str, str]:
        return {self._builder.get_target_uri(name): name for name in self._env.found_docs}

    def _addresses(self, docnames: Iterable[str]) -> frozenset[str]:
        return frozenset(map(self._builder.get_target_uri, docnames))

    def _problems_of(self, docnames: Iterable[str]) -> Iterator[Diagnostic]:
        for docname in sorted(docnames):
            yield from problems_of_document(self._env, docname)
            yield from self._problems.get(docname, ())

    def _receive(self, event: Event) -> None:
        if isinstance(event, ProblemFound):
            self._found.append(event.diagnostic)

    @property
    def _env(self) -> BuildEnvironment:
        return self._app.env

    @property
    def _builder(self) -> StandaloneHTMLBuilder:
        builder = self._app.builder
        if not isinstance(builder, StandaloneHTMLBuilder):
            raise TypeError(f"{builder.name} makes no site")
        return builder


@contextmanager
def _only(env: BuildEnvironment, documents: Set[str]) -> Iterator[None]:
    """Let Sphinx read these documents, without looking for others that have changed."""
    replaced = {
        "find_files": lambda _config, _builder: None,
        "get_outdated_files": lambda _changed: (set(), set(documents), set()),
    }
    vars(env).update(replaced)
    try:
        yield
    finally:
        # The environment is stored with all its attributes.
        for name in replaced:
            del vars(env)[name]
