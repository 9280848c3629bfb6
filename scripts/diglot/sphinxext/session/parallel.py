"""The parallel site, kept open: its pages show what the sessions of both languages have read."""

from __future__ import annotations

from collections.abc import Iterable, Set
from pathlib import Path

from sphinx.util.build_phase import BuildPhase

from diglot.core.project import Edition, Project
from diglot.core.updates import Rendered, Update
from diglot.sphinxext.compat.sphinx import forget_doctrees, load_environment, set_phase
from diglot.sphinxext.html.site.front import write_front
from diglot.sphinxext.parallel.pages.merged_pages import MergedPagesBuilder
from diglot.sphinxext.session.changes import has_page_files
from diglot.sphinxext.session.open_site import OpenSite


class ParallelSession(OpenSite):
    """The parallel site of a project in this process.

    It reads no documents itself. Before it is opened, or asked for a page, the sessions of both
    languages must have stored their environments, and the partner's the resolved document of the
    page (`Session.share`, `Session.keep`).
    """

    def __init__(self, project: Project, edition: Edition) -> None:
        super().__init__(project, edition)
        self._awaited: frozenset[str] = frozenset()
        self._announce()
        self._begin()

    def update(self, paths: Iterable[Path], stale: Set[str]) -> Update:
        """Take in what both languages have read; `stale` are the addresses of their stale pages."""
        self._awaited |= stale
        if has_page_files(self._app, paths):
            self._take_page_files()
            self._mark(self._env.found_docs)
            return Update(self._addresses(self._env.found_docs) | stale)
        return Update(frozenset(stale))

    def render(self, address: str) -> Rendered:
        """Write the page at an address, if it is stale."""
        if self._awaited:
            self._take_in()
        return super().render(address)

    def introduce(self) -> None:
        """Let the page above the languages lead here, too."""
        write_front(self._project)

    def _take_in(self) -> None:
        former = frozenset(self._env.found_docs)
        load_environment(self._app)
        self._remove_pages(former - self._env.found_docs)
        self._builder.forget_partner()
        forget_doctrees(self._env)
        self._announce()
        self._prepare()
        awaited, self._awaited = self._awaited, frozenset()
        names = {self._builder.get_target_uri(name): name for name in self._env.found_docs}
        self._mark(frozenset(names[address] for address in awaited & names.keys()))

    def _announce(self) -> None:
        """Tell extensions that the documents are read, as Sphinx does after reading."""
        set_phase(self._app, BuildPhase.READING)
        self._app.emit("env-updated", self._env)

    def _build(self) -> None:
        # Both languages have been read by others.
        vars(self._builder)["read"] = list
        super()._build()

    @property
    def _builder(self) -> MergedPagesBuilder:
        builder = self._app.builder
        if not isinstance(builder, MergedPagesBuilder):
            raise TypeError(f"{builder.name} shows one language alone")
        return builder
