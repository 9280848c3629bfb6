"""What export and import share: the segments of a project, as its documents are built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from diglot.actions.status import catalogs
from diglot.catalog.entry import Catalog, Entry
from diglot.core.language import Language
from diglot.core.project import Project
from diglot.interchange.myst import MystSplitter
from diglot.interchange.sections import follow_sections, headings
from diglot.interchange.segment import Segment, segments


class Exchange:
    """The catalogs of a project, split into segments by the markup of its documents."""

    def __init__(self, project: Project) -> None:
        from diglot.sphinxext.markup.messages import message_parser

        self._project = project
        self._split = MystSplitter(message_parser(project))

    def catalogs(self, language: Language) -> Iterator[tuple[str, Catalog]]:
        """Yield (domain, catalog) for each catalog of a language."""
        return catalogs(self._project, language)

    def segments(
        self, domain: str, catalog: Catalog, source: Path | None = None
    ) -> tuple[Segment, ...]:
        """Return the segments of a catalog; `source` is the document that has its headings."""
        return tuple(segments(domain, catalog, self._split, _sections(source)))


def _sections(source: Path | None) -> Callable[[Entry], str]:
    if source is None:
        return lambda _entry: ""
    text = source.read_text("utf-8", errors="replace")
    return follow_sections(headings(text, markdown=source.suffix != ".rst"))
