"""The files that documents are made from in a language: their sources and their catalogs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.environment import BuildEnvironment

from diglot.sphinxext.i18n.lookup import possible_catalog_paths


def source_files(env: BuildEnvironment, docnames: Iterable[str]) -> Iterator[Path]:
    """Yield the sources of documents and all paths where a catalog of them may be."""
    for docname in docnames:
        yield Path(env.doc2path(docname))
        yield from possible_catalog_paths(docname, env.config, Path(env.srcdir))
