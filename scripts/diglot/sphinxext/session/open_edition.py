"""An edition that is kept open in this process, with the application that makes it."""

from __future__ import annotations

from contextlib import ExitStack
from typing import ClassVar

from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import docutils_namespace, patch_docutils

from diglot.core.diagnostic import Diagnostic
from diglot.core.events import Event, ProblemFound
from diglot.core.project import Edition, Project
from diglot.sphinxext.caching.calls import cached_calls
from diglot.sphinxext.config.opened import opened_files
from diglot.sphinxext.run.application import EditionApplication
from diglot.sphinxext.session.changes import setup_files


class OpenEdition:
    """One edition of a project in this process.

    Raises SphinxError, or any error of conf.py or an extension, where its application cannot be
    made.
    """

    kind: ClassVar[type[EditionApplication]] = EditionApplication

    def __init__(self, project: Project, edition: Edition) -> None:
        self._project = project
        self._found: list[Diagnostic] = []
        self._open = ExitStack()
        if project.caching:
            self._open.enter_context(cached_calls())
        self._open.enter_context(patch_docutils(str(project.confdir)))
        self._open.enter_context(docutils_namespace())
        language = project.language(edition.language)
        with opened_files() as opened:
            self._app = self.kind(project, language, edition, self._receive, fresh=False)
        self._made_of = setup_files(self._app, opened)

    def make_ready(self) -> bool:
        """Do what is soon asked for of what was asked for last; nobody waits for it yet.

        Return whether there may be more of it, for when nobody has asked for anything meanwhile.
        """
        return False

    def work_ahead(self) -> bool:
        """Do a piece of what somebody may ask for next; return whether there was any."""
        return False

    def close(self) -> None:
        """Give back what was registered for this edition in the process."""
        self._open.close()

    @property
    def _env(self) -> BuildEnvironment:
        return self._app.env

    def _receive(self, event: Event) -> None:
        if isinstance(event, ProblemFound):
            self._found.append(event.diagnostic)
