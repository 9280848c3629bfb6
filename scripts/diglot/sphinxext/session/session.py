"""A site in one language that is kept open: its documents are read again when files change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase

from diglot.core.block_names import name_of
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic
from diglot.core.files import now
from diglot.core.project import Edition, Project
from diglot.core.updates import Place, Update
from diglot.sphinxext.compat.sphinx import forget_doctrees, owner_of, set_phase
from diglot.sphinxext.config.chosen import documents_chosen
from diglot.sphinxext.handouts.request import titles_by_filename
from diglot.sphinxext.html.popovers.blocks import offers_blocks, write_blocks
from diglot.sphinxext.html.popovers.others import other_languages
from diglot.sphinxext.html.site.front import write_front
from diglot.sphinxext.html.site.site_summary import summary_of, write_summary
from diglot.sphinxext.i18n.lookup import translations_of
from diglot.sphinxext.i18n.record import records_of
from diglot.sphinxext.incremental.problems import forget_problems
from diglot.sphinxext.parallel.doctree_builder import keep_doctrees, keep_settings
from diglot.sphinxext.session.changes import Change, change_of
from diglot.sphinxext.session.facts import figure_numbers_of, numbered_of, shown_of
from diglot.sphinxext.session.made_sources import end_build, made_since
from diglot.sphinxext.session.open_site import OpenSite
from diglot.sphinxext.session.surroundings import Surroundings


class Session(OpenSite):
    """One site of a project in this process.

    Opening it reads what has changed since the last build. Raises SphinxError, or any error of
    conf.py or an extension, where that cannot be done.
    """

    def __init__(self, project: Project, edition: Edition) -> None:
        begun = now()
        super().__init__(project, edition)
        self._unread: frozenset[str] = frozenset()
        # What is wrong with documents that could not be read, whose pages stay as they were.
        self._unreadable: dict[str, Diagnostic] = {}
        self._surroundings = Surroundings(self._app, project, self._made_of)
        self._read(None)
        self._surroundings.note(self._env.found_docs)
        self._made = made_since(self._app, begun)
        list(self._env.check_dependents(self._app, set()))
        self._begin()
        self._is_shared = self._is_stored = False
        self._unkept = frozenset(self._env.found_docs)

    def update(self, paths: Iterable[Path]) -> Update:
        """Read what has changed with some files."""
        change = change_of(self._app, paths, self._made_of, self._surroundings.folders())
        if change.restart:
            return Update(restart=change.restart)
        if change.has_page_files:
            self._take_page_files()
        documents = change.documents | self._unread
        former, unreadable = frozenset(self._env.found_docs), self._unreadable
        if change.scans or documents:
            self._unread = documents
            stale = self._reread(None if change.scans else documents)
            self._unread = frozenset()
            stale |= {docname for docname, _fault in unreadable.items() ^ self._unreadable.items()}
            stale &= former | self._env.found_docs
        else:
            stale = frozenset()
        self._is_stored = self._is_stored and not stale
        self._unkept |= stale
        if change.has_page_files:
            stale = frozenset(self._env.found_docs)
        self._write_blocks(change)
        self._mark(stale)
        problems = tuple(self._problems_of(stale))
        return Update(
            self._addresses(stale), problems=problems, moves=former != self._env.found_docs
        )

    def introduce(self) -> None:
        """Write the first page, and what the page above the languages tells of this site.

        Whatever pages share is made with it, so that the first edit need not wait for that.
        """
        root = self._app.config.root_doc
        self._stale |= {root}
        self.render(self._builder.get_target_uri(root))
        write_summary(self._app, summary_of(self._app))
        write_front(self._project)

    def places(self, address: str) -> dict[str, Place]:
        """Return where the blocks of a page come from, by the name of their message in the page."""
        docname = self._docname(address)
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

    def surroundings(self) -> frozenset[Path]:
        """Return the folders outside of the project in which files lie that were read."""
        return self._surroundings.folders()

    def handouts(self) -> dict[str, str]:
        """Return the titles of the handouts that begin in this language, by their file names."""
        return titles_by_filename(self._app)

    def share(self) -> None:
        """Store the environment as it is now, for sessions that show this language with others."""
        if not self._is_shared:
            keep_settings(self._app)
            self._is_shared = True
        if not self._is_stored:
            self._store_environment()
            self._is_stored = True

    def keep(self, address: str) -> tuple[Diagnostic, ...]:
        """Keep the resolved document of a page for parallel pages; return what is wrong with it.

        Those of all documents are kept where the page is no document's.
        """
        docname = self._docname(address)
        asked = frozenset(self._env.found_docs if docname is None else [docname])
        if wanted := asked & self._unkept:
            keep_doctrees(self._builder, wanted)
            forget_problems(self._app)
            self._unkept -= wanted
        return tuple(self._problems_of({docname})) if docname else ()

    def close(self) -> None:
        """Store the environment, so that the next session begins with it."""
        self._store_environment()
        end_build(self._app, self._made)
        super().close()

    # --- reading

    def _reread(self, documents: Set[str] | None) -> frozenset[str]:
        """Read documents again, or whatever has changed; return those whose pages are stale."""
        if documents is None:
            former = set(self._env.found_docs)
            if not self._read(None) and former == self._env.found_docs:
                return frozenset()
            list(self._env.check_dependents(self._app, set()))
            self._prepare()
            return frozenset(former | self._env.found_docs)
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
        if is_alone:
            self._check()
            return frozenset(stale)
        self._prepare()
        return frozenset(env.found_docs)

    def _read(self, documents: Set[str] | None) -> frozenset[str]:
        set_phase(self._app, BuildPhase.READING)
        chosen = nullcontext() if documents is None else _only(self._env, documents)
        former = frozenset(self._env.all_docs)
        self._found.clear()
        with logging.pending_warnings(), chosen:
            read = frozenset(self._builder.read())
        self._note_unreadable(read)
        self._remove_pages(former - self._env.all_docs.keys())
        forget_doctrees(self._env)
        self._surroundings.note(read)
        return read

    def _note_unreadable(self, read: Set[str]) -> None:
        """Note which documents were left out just now."""
        known = {name: fault for name, fault in self._unreadable.items() if name not in read}
        for problem in self._found:
            if problem.code is Code.UNREADABLE_PAGE and problem.location:
                path = self._project.root / problem.location.path
                known[self._app.project.path2doc(path) or ""] = problem
        self._unreadable = known

    def _problems_of(self, docnames: Set[str]) -> Iterator[Diagnostic]:
        yield from super()._problems_of(docnames)
        yield from (self._unreadable[name] for name in sorted(docnames & self._unreadable.keys()))

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

    def _build(self) -> None:
        # What is read in the middle of it begins with this.
        self._store_environment()
        super()._build()

    def _write_blocks(self, change: Change) -> None:
        if change.popovers and offers_blocks(self._app):
            others = list(other_languages(self._app))
            for docname in sorted(change.popovers & self._env.found_docs):
                write_blocks(self._app, docname, others)

    def _place(self, path: Path, line: int) -> str:
        return f"{self._project.shown(path)}:{line}"


@contextmanager
def _only(env: BuildEnvironment, documents: Set[str]) -> Iterator[None]:
    """Let Sphinx read these documents, without looking for others that have changed."""
    replaced = {
        "find_files": lambda _config, _builder: None,
        "get_outdated_files": lambda _changed: (set(), set(documents), set()),
    }
    vars(env).update(replaced)
    try:
        with documents_chosen():
            yield
    finally:
        # The environment is stored with all its attributes.
        for name in replaced:
            del vars(env)[name]
