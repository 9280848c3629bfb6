"""How far the translation is, by language and document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diglot.catalog.entry import Catalog
from diglot.catalog.progress import Progress, progress_of_entries
from diglot.catalog.reader import read_catalog
from diglot.core.diagnostic import Diagnostic, Report, sort_diagnostics
from diglot.core.language import Language
from diglot.core.project import Project


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """The progress of one catalog; `domain` is its path below LC_MESSAGES without ``.po``."""

    language: str
    domain: str
    progress: Progress


def status(project: Project, languages: tuple[Language, ...] | None = None) -> Report:
    """Count the catalogs of `languages`, by default all targets.

    The report's results hold ``documents``, a list of `DocumentStatus` by language and
    domain; its diagnostics are what was wrong with the catalogs.
    """
    documents: list[DocumentStatus] = []
    problems: list[Diagnostic] = []
    for language in project.targets if languages is None else languages:
        for domain, catalog in catalogs(project, language):
            documents.append(
                DocumentStatus(language.tag, domain, progress_of_entries(catalog.entries))
            )
            problems += catalog.problems
    return Report(sort_diagnostics(problems), {"documents": documents})


def catalogs(project: Project, language: Language) -> Iterator[tuple[str, Catalog]]:
    """Yield (domain, catalog) for each catalog of a language, in order."""
    for folder in project.locale_dirs:
        base = folder / language.tag / "LC_MESSAGES"
        for path in sorted(base.rglob("*.po")):
            domain = path.relative_to(base).with_suffix("").as_posix()
            yield domain, read_catalog(path, project.shown(path))
