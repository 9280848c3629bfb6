"""How much of each document is translated, for notes on pages and for the progress page."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx.environment import BuildEnvironment

from diglot.catalog.progress import Progress
from diglot.sphinxext.i18n.record import records_of


def progress_of(env: BuildEnvironment) -> Mapping[str, Progress]:
    """Return the progress by document name; in the source language, all documents are done."""
    return {docname: record.progress for docname, record in records_of(env).items()}
