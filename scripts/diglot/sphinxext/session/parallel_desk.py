"""The parallel site behind the translator's desk: its pages name their messages, too."""

from __future__ import annotations

from collections.abc import Set

from diglot.core.project import Edition, Project
from diglot.sphinxext.session.message_names import NameMessages
from diglot.sphinxext.session.parallel import ParallelSession


class ParallelDeskSession(ParallelSession):
    """A parallel site for translators, whose target is the language of a `DeskSession`."""

    def __init__(self, project: Project, edition: Edition) -> None:
        super().__init__(project, edition)
        self._app.add_post_transform(NameMessages)
        # What is on the disk was written for readers.
        self._mark(self._env.found_docs)

    def draft(self, stale: Set[str]) -> None:
        """Note the addresses of pages that drafts of the target have made stale.

        One page shows nothing new of the environments, which take long to load.
        """
        if len(stale) > 1:
            self._awaited |= stale
            return
        docnames = map(self._docname, stale)
        self._mark(frozenset(filter(None, docnames)))
