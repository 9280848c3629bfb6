"""A site that is kept open: its pages are written on request, one at a time."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import ClassVar

from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import SerialTasks

from diglot.core.diagnostic import Diagnostic
from diglot.core.files import remove_file, write_bytes
from diglot.core.project import Edition, Project
from diglot.core.updates import Rendered
from diglot.sphinxext.caching.asset_tags import forget_tags
from diglot.sphinxext.compat.sphinx import forget_checksums, set_phase
from diglot.sphinxext.html.popovers.blocks import offers_blocks, write_blocks
from diglot.sphinxext.html.popovers.others import other_languages
from diglot.sphinxext.html.search.section_cache import forget_sections
from diglot.sphinxext.html.site.documents import look_again
from diglot.sphinxext.incremental.outdated_pages import forget_page, present_state, stored_state
from diglot.sphinxext.incremental.problems import forget_problems, problems_of_document
from diglot.sphinxext.incremental.removed_files import watch_build
from diglot.sphinxext.run.application import EditionApplication
from diglot.sphinxext.session.assets import CommonAssets, finish_theme, forget_templates
from diglot.sphinxext.session.forked import run_forked
from diglot.sphinxext.session.made_sources import keep_sources
from diglot.sphinxext.session.open_edition import OpenEdition


class _Application(EditionApplication):
    """The application of a session, whose builder writes the pages that are asked for."""

    def create_builder(self, name: str) -> Builder:
        builder = super().create_builder(name)
        builder.writes_on_request = True  # type: ignore[attr-defined]  # see writes_pages
        return builder


class OpenSite(OpenEdition):
    """One site of a project in this process, with the pages that are stale.

    Whoever extends it takes in the documents and calls `_begin`.
    """

    kind: ClassVar[type[EditionApplication]] = _Application

    def __init__(self, project: Project, edition: Edition) -> None:
        super().__init__(project, edition)
        self._problems: dict[str, tuple[Diagnostic, ...]] = {}
        self._stale: frozenset[str] = frozenset()
        self._gone: frozenset[str] = frozenset()
        self._builder.finish_tasks = SerialTasks()
        self._builder.parallel_ok = False
        self._common_assets = CommonAssets(self._app)

    @property
    def stale(self) -> frozenset[str]:
        """The addresses of the pages that would be written otherwise than they are."""
        return self._addresses(self._stale)

    def render(self, address: str) -> Rendered:
        """Write the page at an address in the site, if it is stale.

        A page that is no document's, such as the index, is written with all the others.
        """
        self.look_again()
        docname = self._docname(address)
        if docname is None:
            with_all = not self._is_whole and address not in self._gone
            if with_all:
                self._complete()
            return Rendered(with_all=with_all)
        if docname in self._stale:
            self._found.clear()
            self._builder.write_documents({docname})
            self._builder.copy_image_files()
            if offers_blocks(self._app):
                write_blocks(self._app, docname, list(other_languages(self._app)))
            self._problems[docname] = tuple(self._found)
            self._stale -= {docname}
            # Settings and titles may come back to what they were when all was built last.
            forget_page(self._app, docname)
            forget_problems(self._app)
        return Rendered(tuple(self._problems_of({docname})))

    def look_again(self) -> frozenset[str]:
        """Look at the documents of the other languages, which pages lead to.

        Return the addresses of the pages that are stale for it.
        """
        changed = look_again(self._app)
        self._mark(changed)
        return self._addresses(changed)

    # --- for those who extend it

    def _begin(self) -> None:
        """Make ready for the first page, once the documents are there."""
        self._prepare()
        self._common_assets.note(self._builder.globalcontext)
        self._copy_assets()
        self._stale = self._outdated() | look_again(self._app)
        self._is_whole = not self._stale
        self._remove_pages(frozenset(stored_state(self._app).documents) - self._env.found_docs)

    def _prepare(self) -> None:
        """Work out what all pages share."""
        self._check()
        self._common_assets.forget_others()
        self._builder.prepare_writing(self._env.found_docs)

    def _check(self) -> None:
        """Let everybody see that something was read."""
        set_phase(self._app, BuildPhase.CONSISTENCY_CHECK)
        self._env.check_consistency()
        set_phase(self._app, BuildPhase.RESOLVING)

    def _take_page_files(self) -> None:
        """Take in templates and static files that have changed, of which all pages are made."""
        self._copy_assets()
        forget_templates(self._builder)
        forget_checksums()
        forget_tags(self._app)

    def _mark(self, docnames: Set[str]) -> None:
        """Note pages that would be written otherwise now."""
        self._stale = (self._stale | docnames) & self._env.found_docs
        self._is_whole = self._is_whole and not docnames

    def _remove_pages(self, docnames: Set[str]) -> None:
        """Remove the pages of documents that are no more."""
        for docname in docnames:
            remove_file(Path(self._builder.get_output_path(docname)), Path(self._builder.outdir))
        self._gone |= self._addresses(docnames)

    def _docname(self, address: str) -> str | None:
        """Return the document whose page is at an address; None where that is no document's."""
        return {self._builder.get_target_uri(name): name for name in self._env.found_docs}.get(
            address
        )

    def _addresses(self, docnames: Iterable[str]) -> frozenset[str]:
        return frozenset(map(self._builder.get_target_uri, docnames))

    def _problems_of(self, docnames: Set[str]) -> Iterator[Diagnostic]:
        for docname in sorted(docnames):
            yield from problems_of_document(self._env, docname)
            yield from self._problems.get(docname, ())

    def _store_environment(self) -> None:
        path = Path(self._app.doctreedir) / ENV_PICKLE_FILENAME
        write_bytes(path, pickle.dumps(self._env, pickle.HIGHEST_PROTOCOL), sync=False)

    @property
    def _builder(self) -> StandaloneHTMLBuilder:
        builder = self._app.builder
        if not isinstance(builder, StandaloneHTMLBuilder):
            raise TypeError(f"{builder.name} makes no site")
        return builder

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
        watch_build(self._app)
        self._common_assets.forget_others()
        keep_sources(self._app)
        forget_sections(self._app)
        self._app.build()
