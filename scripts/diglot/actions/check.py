"""Finding what is wrong with catalogs and sources before a reader does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from diglot.actions.comparison import compare, present_templates
from diglot.actions.glossary import book_pairs, glossary_file
from diglot.actions.selection import EVERYTHING, Selection, belongs, find_documents
from diglot.actions.source_messages import problems_of_reading, stable_anchors_of
from diglot.actions.status import catalogs, chosen_targets, too_little
from diglot.catalog.conflicts import conflicts_in
from diglot.catalog.entry import Catalog, Entry
from diglot.catalog.glossary import Glossary
from diglot.catalog.glossary_file import GlossaryFile
from diglot.catalog.progress import Progress, progress_of_entries
from diglot.catalog.tokens import Tokenizer
from diglot.checks.codespell import can_spell
from diglot.checks.message import Check, Context
from diglot.checks.plugins import load_plugins
from diglot.checks.run import Consistency, check_catalog, check_consistency
from diglot.checks.table import CHECKS
from diglot.checks.unsafe_translation import unsafe_translations
from diglot.core.codes import Code, read_code
from diglot.core.diagnostic import Diagnostic, Location, Report, Severity, sort_diagnostics
from diglot.core.errors import DiglotError
from diglot.core.i18n import _, listed
from diglot.core.language import Language
from diglot.core.project import Project

if TYPE_CHECKING:
    from diglot.sphinxext.markup.book import Book

# Judging by these codes takes the messages that the sources have now.
_OF_COMPARISON = (Code.STALE_CATALOG, Code.NOT_ENOUGH_TRANSLATED)

WORDS = "words.txt"
"""The file in the first folder of catalogs whose words are right, whatever a dictionary says."""


def check(
    project: Project,
    languages: tuple[Language, ...] | None = None,
    selection: Selection = EVERYTHING,
    *,
    fail_under: float | None = None,
    strict: bool = False,
) -> Report:
    """Check the sources and the catalogs of `languages`, by default all targets.

    With `fail_under`, a language of which a smaller percentage is translated is an error. With
    that or `strict`, where a clean report lets something pass, Sphinx reads the sources if need
    be, to compare the catalogs with them. The report's results hold ``progress``, a `Progress` by
    language tag, ``compared``, whether that is of the messages in the sources rather than of those
    in the catalogs, and ``spelling``, whether there is an engine that finds misspelt words. Raises
    UsageError for a document that is not there, DiglotError for a list of words that cannot be
    read.
    """
    from diglot.sphinxext.lint.run import lint
    from diglot.sphinxext.markup.book import Book

    book = Book(project)
    names = find_documents(project, book.documents, selection.documents)
    terms = glossary_file(project)
    plugins = load_plugins()
    checks = [
        check for check in (*CHECKS, *plugins.checks) if selection.wants(read_code(check.code))
    ]
    is_gate = (strict or fail_under is not None) and any(map(selection.wants, _OF_COMPARISON))
    templates, unread = present_templates(project, must_read=is_gate)
    anchors = {} if templates is None else stable_anchors_of(project)
    problems = [*plugins.problems, *lint(project, book, names, anchors), *terms.problems, *unread]
    if templates is not None:
        problems += _of_reading(project, book, names)
    progress: dict[str, Progress] = {}
    for language in chosen_targets(project, languages, fail_under):
        files = _LanguageCatalogs.read(project, language)
        context = _context(project, language, terms, files, book)
        found = list(_check_language(files, book, context, checks, selection, names))
        problems += found
        refused = files.refused(found)
        progress[language.tag] = files.progress(names).without(refused.total())
        if templates is not None:
            compared = compare(project, language, templates).without(refused)
            progress[language.tag] = compared.progress_of(names)
            problems += compared.stale_of(names)
        problems += too_little(language, progress[language.tag], fail_under, some=bool(names))
    wanted = (problem for problem in problems if selection.wants(problem.code))
    results = {
        "progress": progress,
        "compared": templates is not None,
        "spelling": can_spell() or plugins.can_spell,
    }
    return Report(sort_diagnostics(wanted), results)


def _of_reading(project: Project, book: Book, names: frozenset[str] | None) -> Iterator[Diagnostic]:
    """Yield what Sphinx found when it read the named documents; None stands for all."""
    paths = {project.shown(book.documents[name]) for name in names or ()}
    for problem in problems_of_reading(project):
        if names is None or (problem.location and problem.location.path in paths):
            yield problem


@dataclass(frozen=True, slots=True)
class _LanguageCatalogs:
    """The catalogs of one language: (domain, the name diagnostics use, catalog)."""

    catalogs: tuple[tuple[str, str, Catalog], ...]

    @classmethod
    def read(cls, project: Project, language: Language) -> _LanguageCatalogs:
        return cls(
            tuple(
                (domain, project.shown(catalog.path), catalog)
                for domain, catalog in catalogs(project, language)
            )
        )

    def of(self, names: frozenset[str] | None) -> Iterator[tuple[str, str, Catalog]]:
        return (file for file in self.catalogs if belongs(file[0], names))

    def refused(self, found: Iterable[Diagnostic]) -> Counter[str]:
        """Return how many translations builds do not take, by domain."""
        domains = {name: domain for domain, name, _catalog in self.catalogs}
        return Counter(
            domains[problem.location.path]
            for problem in found
            if problem.code is Code.UNSAFE_TRANSLATION and problem.location
        )

    def progress(self, names: frozenset[str] | None) -> Progress:
        counts = (progress_of_entries(catalog.entries) for _, _, catalog in self.of(names))
        return sum(counts, Progress())


def _check_language(
    files: _LanguageCatalogs,
    book: Book,
    context: Context,
    checks: list[Check],
    selection: Selection,
    names: frozenset[str] | None,
) -> Iterator[Diagnostic]:
    for domain, name, catalog in files.of(names):
        yield from check_catalog(
            catalog,
            name,
            partial(_tokenizer, book, domain),
            context,
            checks,
        )
        judge, fuzzy = book.judge(domain), book.allows_fuzzy
        unsafe = list(unsafe_translations(catalog, name, judge, context.target, allow_fuzzy=fuzzy))
        yield from unsafe
        yield from conflicts_in(catalog, name, context.target.tag)
        yield from _unfinished(name, catalog, context.target, len(unsafe))
    if selection.wants(Code.INCONSISTENT):
        shown = {name for _, name, _ in files.of(names)}
        everything = ((name, catalog) for _, name, catalog in files.catalogs)
        for problem in check_consistency(everything, context):
            if problem.location and problem.location.path in shown:
                yield problem


def _tokenizer(book: Book, domain: str, entry: Entry) -> Tokenizer:
    return book.tokenizer(domain, entry.comments.references)


def _unfinished(
    name: str, catalog: Catalog, language: Language, refused: int
) -> Iterator[Diagnostic]:
    count = progress_of_entries(catalog.entries).without(refused)
    if count.done:
        return
    parts = [
        *([_("{number} not translated", number=count.untranslated)] if count.untranslated else []),
        *([_("{number} fuzzy", number=count.fuzzy)] if count.fuzzy else []),
    ]
    yield Diagnostic(
        Code.CATALOG_NOT_TRANSLATED,
        Severity.INFO,
        _("of {total} messages, {parts}", total=count.total, parts=listed(parts)),
        Location(name, language=language.tag),
        (_("translate them, and remove `fuzzy` from those that are right"),),
    )


def known_of(
    project: Project, language: Language, terms: GlossaryFile, book: Book
) -> tuple[Context, Consistency]:
    """Return what all messages of a language are checked against."""
    files = _LanguageCatalogs.read(project, language)
    context = _context(project, language, terms, files, book)
    return context, Consistency(((name, catalog) for _, name, catalog in files.catalogs), context)


def _context(
    project: Project, language: Language, terms: GlossaryFile, files: _LanguageCatalogs, book: Book
) -> Context:
    pairs = book_pairs(book.terms, ((domain, catalog) for domain, _, catalog in files.catalogs))
    glossary = Glossary(project.source, language, terms.terms_into(language), pairs)
    return Context(project.source, language, glossary, _known_words(project, glossary))


def _known_words(project: Project, glossary: Glossary) -> frozenset[str]:
    words = glossary.words()
    for folder in project.locale_dirs:
        path: Path = folder / WORDS
        if path.exists():
            words |= {line.strip().lower() for line in _read(project, path).splitlines()}
    return frozenset(words)


def _read(project: Project, path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DiglotError(
            _("this line is not UTF-8"),
            hint=_("save the file as UTF-8"),
            location=Location(project.shown(path), data.count(b"\n", 0, error.start) + 1),
        ) from error
