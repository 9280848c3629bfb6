"""How far the translation is, by language and document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diglot.catalog.conflicts import conflicts_in, may_conflict
from diglot.catalog.entry import Catalog
from diglot.catalog.progress import Progress, progress_of_entries
from diglot.catalog.reader import parse_catalog, read_catalog
from diglot.catalog.tally import tally
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Report, Severity, sort_diagnostics
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.core.locales import catalogs_in
from diglot.core.project import Project


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """The progress of one catalog; `domain` is its path below LC_MESSAGES without ``.po``."""

    language: str
    domain: str
    progress: Progress


def status(
    project: Project,
    languages: tuple[Language, ...] | None = None,
    *,
    fail_under: float | None = None,
) -> Report:
    """Count the catalogs of `languages`, by default all targets.

    With `fail_under`, a language of which a smaller percentage is translated is an error. The
    report's results hold ``documents``, a list of `DocumentStatus` by language and domain; its
    diagnostics are what was wrong with the catalogs.
    """
    documents: list[DocumentStatus] = []
    problems: list[Diagnostic] = []
    for language in project.targets if languages is None else languages:
        for domain, path in _paths(project, language):
            progress, found = _count(project, language, path)
            documents.append(DocumentStatus(language.tag, domain, progress))
            problems += found
        these = (one.progress for one in documents if one.language == language.tag)
        problems += too_little(language, sum(these, Progress()), fail_under)
    return Report(sort_diagnostics(problems), {"documents": documents})


def catalogs(project: Project, language: Language) -> Iterator[tuple[str, Catalog]]:
    """Yield (domain, catalog) for each catalog of a language, in order."""
    for domain, path in _paths(project, language):
        yield domain, read_catalog(path, project.shown(path))


def _paths(project: Project, language: Language) -> Iterator[tuple[str, Path]]:
    for folder in project.locale_dirs:
        yield from catalogs_in(folder, language.tag)


def _count(
    project: Project, language: Language, path: Path
) -> tuple[Progress, tuple[Diagnostic, ...]]:
    """Return how far a catalog is and what is wrong with it; most need no reading for that."""
    name = project.shown(path)
    try:
        data = path.read_bytes()
    except OSError:
        # It is there, so what keeps it from being read is a diagnostic.
        return Progress(), read_catalog(path, name).problems
    progress = tally(data)
    if progress and not may_conflict(data):
        return progress, ()
    catalog = parse_catalog(data, path, name)
    conflicts = conflicts_in(catalog, name, language.tag)
    return progress_of_entries(catalog.entries), (*catalog.problems, *conflicts)


def too_little(
    language: Language, progress: Progress, fail_under: float | None
) -> Iterator[Diagnostic]:
    """Yield an error where less than `fail_under` per cent of a language is translated."""
    if fail_under is None or progress.translated * 100 >= fail_under * progress.total:
        return
    share = 100 * progress.translated / progress.total
    yield Diagnostic(
        Code.NOT_ENOUGH_TRANSLATED,
        Severity.ERROR,
        _(
            "{language}: {share:.1f} % translated ({translated} of {total} messages), "
            "which is less than {fail_under:g} %",
            language=language.tag,
            share=share,
            translated=progress.translated,
            total=progress.total,
            fail_under=fail_under,
        ),
        hints=(
            _(
                "`diglot status --language {language}` shows which documents are behind",
                language=language.tag,
            ),
        ),
    )
