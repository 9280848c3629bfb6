"""How far the translation of each page is, for notes on the pages and on overviews."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx.environment import BuildEnvironment

from diglot.catalog.progress import Progress
from diglot.sphinxext.i18n.record import records_of


def progress_of(env: BuildEnvironment) -> Mapping[str, Progress]:
    """Return the progress by document; all is done in the language of the sources."""
    return {docname: record.progress for docname, record in records_of(env).items()}
