"""How far the translation is, by language and document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.actions.comparison import compare, present_templates
from diglot.actions.counts import Count, Counts
from diglot.catalog.conflicts import conflicts_in, may_conflict
from diglot.catalog.entry import Catalog
from diglot.catalog.progress import Progress, progress_of_entries
from diglot.catalog.reader import parse_catalog, read_catalog
from diglot.catalog.tally import tally
from diglot.catalog.template import Template
from diglot.checks.unsafe_translation import unsafe_translations
from diglot.core.codes import Code
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity, sort_diagnostics
from diglot.core.errors import UsageError
from diglot.core.i18n import _
from diglot.core.language import Language
from diglot.core.locales import catalogs_in
from diglot.core.project import Project

if TYPE_CHECKING:
    from diglot.sphinxext.markup.book import Book


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
    """Count the messages of `languages`, by default all targets.

    With `fail_under`, a language of which a smaller percentage is translated is an error, and
    Sphinx reads the sources if need be, to compare the catalogs with them. The report's results
    hold ``documents``, a list of `DocumentStatus` by language and domain, and ``compared``, whether
    they are of the messages in the sources rather than of those in the catalogs; its diagnostics
    are what was wrong with the catalogs. A translation that builds do not take counts as missing.
    """
    templates, unread = present_templates(project, must_read=fail_under is not None)
    book, counts = _LazyBook(project), Counts(project)
    documents: list[DocumentStatus] = []
    problems: list[Diagnostic] = [*unread]
    for language in chosen_targets(project, languages, fail_under):
        counted, found, refused = _count_all(project, language, book, counts)
        problems += found
        if templates is not None:
            compared = compare(project, language, templates).without(refused)
            problems += compared.stale.values()
            problems += _orphans(project, language, {domain for domain, _ in counted}, templates)
            counted = sorted(compared.progress.items())
        documents += (DocumentStatus(language.tag, *row) for row in counted)
        total = sum((progress for _domain, progress in counted), Progress())
        problems += too_little(language, total, fail_under)
    counts.store()
    results = {"documents": documents, "compared": templates is not None}
    return Report(sort_diagnostics(problems), results)


def chosen_targets(
    project: Project, languages: tuple[Language, ...] | None, fail_under: float | None
) -> tuple[Language, ...]:
    """Return the languages asked for, by default all targets.

    Raises UsageError where `fail_under` is to hold for none: that would always be so.
    """
    chosen = project.targets if languages is None else languages
    if fail_under is not None and not chosen:
        raise UsageError(
            _("this project has no language to translate into"),
            hint=_("`diglot init LANGUAGE` begins one"),
        )
    return chosen


def _count_all(
    project: Project, language: Language, book: _LazyBook, counts: Counts
) -> tuple[list[tuple[str, Progress]], list[Diagnostic], Counter[str]]:
    """Return how far each catalog of a language is by domain, and what is wrong with them.

    The last value counts the translations that builds do not take, by domain.
    """
    refused: Counter[str] = Counter()
    counted: list[tuple[str, Progress]] = []
    problems: list[Diagnostic] = []
    for domain, path in _paths(project, language):
        count = _count(project, language, domain, path, book, counts)
        counted.append((domain, count.progress))
        problems += count.problems
        refused[domain] += sum(
            diagnostic.code is Code.UNSAFE_TRANSLATION for diagnostic in count.problems
        )
    return counted, problems, refused


def _orphans(
    project: Project, language: Language, domains: Iterable[str], templates: Iterable[Template]
) -> Iterator[Diagnostic]:
    """Yield a warning for each catalog whose document is gone; they are not counted."""
    known = {template.domain for template in templates}
    for domain, path in _paths(project, language):
        # A catalog of this name may also hold the project's own wording of what Sphinx says.
        if domain in domains and domain not in known and domain != "sphinx":
            yield Diagnostic(
                Code.ORPHAN_CATALOG,
                Severity.WARNING,
                _("no document has these messages any more; they are not counted"),
                Location(project.shown(path), language=language.tag),
                (_("`diglot update --prune` removes it; the memory keeps its translations"),),
            )


def catalogs(project: Project, language: Language) -> Iterator[tuple[str, Catalog]]:
    """Yield (domain, catalog) for each catalog of a language, in order."""
    for domain, path in _paths(project, language):
        yield domain, read_catalog(path, project.shown(path))


def _paths(project: Project, language: Language) -> Iterator[tuple[str, Path]]:
    for folder in project.locale_dirs:
        yield from catalogs_in(folder, language.tag)


class _LazyBook:
    """The judges of a project's translations, which most projects need not load to be counted."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def unsafe(
        self, catalog: Catalog, name: str, domain: str, language: Language
    ) -> tuple[Diagnostic, ...]:
        """Return what builds do not take of a catalog."""
        return tuple(unsafe_translations(catalog, name, self._book.judge(domain), language))

    @cached_property
    def _book(self) -> Book:
        from diglot.sphinxext.markup.book import Book

        return Book(self._project)


def _count(
    project: Project,
    language: Language,
    domain: str,
    path: Path,
    book: _LazyBook,
    counts: Counts,
) -> Count:
    """Return how far a catalog is and what is wrong with it; most need no reading for that."""
    name = project.shown(path)
    try:
        data = path.read_bytes()
    except OSError:
        # It is there, so what keeps it from being read is a diagnostic.
        return Count(Progress(), read_catalog(path, name).problems)
    progress = tally(data)
    if progress and not may_conflict(data):
        return Count(progress)
    if known := counts.get(name, data):
        return known
    catalog = parse_catalog(data, path, name)
    conflicts = conflicts_in(catalog, name, language.tag)
    unsafe = book.unsafe(catalog, name, domain, language)
    progress = progress_of_entries(catalog.entries).without(len(unsafe))
    count = Count(progress, (*catalog.problems, *conflicts, *unsafe))
    counts.add(name, data, count)
    return count


def too_little(
    language: Language, progress: Progress, fail_under: float | None, *, some: bool = False
) -> Iterator[Diagnostic]:
    """Yield an error where less than `fail_under` per cent of a language is translated.

    Nothing at all is too little, unless it is of `some` documents, which may have no words.
    """
    if fail_under is None:
        return
    has_messages = bool(progress.total) or some or not fail_under
    if has_messages and progress.translated * 100 >= fail_under * progress.total:
        return
    # Rounded down: 100 % says that nothing at all is left.
    share = floor(1000 * progress.translated / max(1, progress.total)) / 10
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
