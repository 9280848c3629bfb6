"""Builders that keep resolved doctrees instead of writing pages of them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import asdict
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.build_phase import BuildPhase

from diglot.sphinxext.compat.sphinx import resolved_doctree
from diglot.sphinxext.incremental.doctrees import stored_at
from diglot.sphinxext.incremental.fingerprint import fingerprint_of
from diglot.sphinxext.incremental.problems import settle_pages
from diglot.sphinxext.parallel.resolved_doctrees import (
    current_words,
    doctree_file,
    folder_of,
    read_index,
    write_config,
    write_doctree,
    write_index,
)


def keeping_doctrees(base: type[Builder]) -> type[Builder]:
    """Return a builder that resolves documents as `base` does and keeps what it would write."""

    class DoctreeBuilder(base):  # type: ignore[valid-type, misc]  # any builder may be the base
        allow_parallel = False
        keeps_doctrees = True
        # Builders of sites would look for the index of an earlier build and miss it.
        search = False

        def get_outdated_docs(self) -> Set[str]:
            """Return none: `outdated_doctrees` does, once everything is read."""
            return set()

        def copy_assets(self) -> None:
            """Nothing: nobody reads what this builder writes but diglot."""

        def write_documents(self, docnames: Set[str]) -> None:
            keep_doctrees(self, docnames)
            self.resolved = frozenset(docnames)

        def finish(self) -> None:
            """Nothing, for the same reason."""

    DoctreeBuilder.__name__ = DoctreeBuilder.__qualname__ = base.__name__
    return DoctreeBuilder


def keep_doctrees(builder: Builder, docnames: Set[str]) -> None:
    """Resolve documents and keep them where parallel editions look for them."""
    for docname in sorted(docnames):
        doctree = resolved_doctree(builder.env, docname, builder)
        write_doctree(_folder(builder), docname, doctree)


def keep_settings(app: Sphinx) -> None:
    """Keep beside the doctrees what else belongs to this language: its settings and words."""
    folder = _folder(app.builder)
    index = read_index(folder)
    index.words = asdict(current_words())
    write_config(folder, app.config)
    write_index(folder, index)


def outdated_doctrees(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents to resolve again, where doctrees are all that is kept.

    That is every document where anything changed that documents show of each other.
    """
    if not getattr(app.builder, "keeps_doctrees", False):
        return []
    return _outdated(app.builder, env)


def _outdated(builder: Builder, env: BuildEnvironment) -> list[str]:
    folder = _folder(builder)
    index = read_index(folder)
    if index.fingerprint != fingerprint_of(env):
        return sorted(env.found_docs)
    return [
        docname
        for docname in sorted(env.found_docs)
        if not doctree_file(folder, docname).is_file()
        or index.documents.get(docname) != stored_at(env.doctreedir, docname)
    ]


def bring_up_to_date(app: Sphinx) -> None:
    """Resolve and keep what has changed; `app` has a builder made by `keeping_doctrees`."""
    builder = app.builder
    # Without Sphinx's `build`, which announces to extensions that the output is complete.
    builder.phase = BuildPhase.READING
    builder.build_update()
    _note_resolved(app, vars(builder).get("resolved", set()))


def keep_outdated(app: Sphinx) -> None:
    """Resolve and keep what has changed, of documents that somebody else has read."""
    outdated = frozenset(_outdated(app.builder, app.env))
    keep_doctrees(app.builder, outdated)
    _note_resolved(app, outdated)


def _note_resolved(app: Sphinx, resolved: Set[str]) -> None:
    """Note of which reading documents were resolved just now; forget those that are gone."""
    env, folder = app.env, _folder(app.builder)
    index = read_index(folder)
    index.fingerprint = fingerprint_of(env)
    index.documents |= {name: stored_at(env.doctreedir, name) for name in resolved}
    for docname in index.documents.keys() - env.found_docs:
        doctree_file(folder, docname).unlink(missing_ok=True)
        del index.documents[docname]
    index.problems = settle_pages(app, index.problems, {*resolved, ""})
    write_index(folder, index)
    keep_settings(app)


def _folder(builder: Builder) -> Path:
    return folder_of(Path(builder.doctreedir), builder.name)
