"""Builders that keep resolved doctrees instead of writing pages of them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import asdict
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.build_phase import BuildPhase

from diglot.sphinxext.compat.sphinx import resolved_doctree
from diglot.sphinxext.incremental.doctrees import stored_at
from diglot.sphinxext.incremental.fingerprint import fingerprint_of
from diglot.sphinxext.parallel.resolved_doctrees import (
    current_words,
    doctree_file,
    folder_of,
    read_index,
    write_doctree,
    write_index,
)


def keeping_doctrees(base: type[Builder]) -> type[Builder]:
    """Return a builder that resolves documents as `base` does and keeps what it would write."""

    class DoctreeBuilder(base):  # type: ignore[valid-type, misc]  # any builder may be the base
        allow_parallel = False
        keeps_doctrees = True

        def get_outdated_docs(self) -> Set[str]:
            folder = _folder(self)
            index = read_index(folder)
            if index.fingerprint != fingerprint_of(self.env):
                return set(self.env.found_docs)
            return {
                docname
                for docname in self.env.found_docs
                if not doctree_file(folder, docname).is_file()
                or index.documents.get(docname) != stored_at(self.env.doctreedir, docname)
            }

        def copy_assets(self) -> None:
            """Nothing: nobody reads what this builder writes but diglot."""

        def write_documents(self, docnames: Set[str]) -> None:
            _keep(self, docnames)

        def finish(self) -> None:
            """Nothing, for the same reason."""

    DoctreeBuilder.__name__ = DoctreeBuilder.__qualname__ = base.__name__
    return DoctreeBuilder


def bring_up_to_date(app: Sphinx) -> None:
    """Resolve and keep what has changed; `app` has a builder made by `keeping_doctrees`."""
    # Without Sphinx's `build`, which announces to extensions that the output is complete.
    app.builder.phase = BuildPhase.READING
    app.builder.build_update()


def _keep(builder: Builder, docnames: Set[str]) -> None:
    env, folder = builder.env, _folder(builder)
    index, fingerprint = read_index(folder), fingerprint_of(env)
    # What a page says of another one follows that one's title and numbers.
    outdated = docnames if index.fingerprint == fingerprint else env.found_docs
    for docname in sorted(outdated):
        write_doctree(folder, docname, resolved_doctree(env, docname, builder))
        index.documents[docname] = stored_at(env.doctreedir, docname)
    for docname in index.documents.keys() - env.found_docs:
        doctree_file(folder, docname).unlink(missing_ok=True)
        del index.documents[docname]
    index.fingerprint = fingerprint
    index.words = asdict(current_words())
    write_index(folder, index)


def _folder(builder: Builder) -> Path:
    return folder_of(Path(builder.doctreedir), builder.name)
