"""Handing the book's terms to translators, for terminology tools and spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from diglot.actions.export import Exported, place
from diglot.actions.status import catalogs
from diglot.catalog.entry import State
from diglot.catalog.glossary import Term
from diglot.catalog.glossary_file import NAME, GlossaryFile, read_glossary
from diglot.catalog.interchange.terms import write_tbx, write_terms_csv
from diglot.core.diagnostic import Report, sort_diagnostics
from diglot.core.files import write_bytes
from diglot.core.language import Language
from diglot.core.project import Project

FORMATS: dict[str, Callable[[tuple[Term, ...], Language, Language], bytes]] = {
    "tbx": write_tbx,
    "csv": write_terms_csv,
}
"""The formats of terms by the name they are asked for."""


def export_terms(
    project: Project, name: str, languages: tuple[Language, ...] | None, to: Path | None
) -> Report:
    """Write the terms in the format `name`, a file a language; results as those of `export`."""
    chosen = project.targets if languages is None else languages
    write = FORMATS[name]
    glossary = _glossary_file(project)
    files: list[Exported] = []
    for language in chosen:
        terms = tuple(_terms(project, language, glossary))
        if terms:
            path = place(project, language, f".{name}", to, several=len(chosen) > 1)
            write_bytes(path, write(terms, project.source, language))
            files.append(Exported(project.shown(path), language.tag, len(terms)))
    return Report(sort_diagnostics(glossary.problems), {"files": files})


def _terms(project: Project, language: Language, glossary: GlossaryFile) -> Iterator[Term]:
    """Yield the terms that people wrote down, then those that only the documents define."""
    pairs = _pairs(project, language)
    for term in glossary.terms_into(language):
        rendering = pairs.pop(term.source, None)
        if rendering and not term.translation:
            yield replace(term, translation=rendering)
        elif rendering and rendering not in term.renderings:
            yield replace(term, also=(*term.also, rendering))
        else:
            yield term
    for source, rendering in pairs.items():
        yield Term(source, rendering)


def _pairs(project: Project, language: Language) -> dict[str, str]:
    """Return the terms of glossary directives with the translations in their documents."""
    from diglot.sphinxext.markup.book import Book

    book = Book(project)
    translations = {
        (domain, entry.msgid): entry.translation
        for domain, catalog in catalogs(project, language)
        for entry in catalog.entries
        if entry.state is State.TRANSLATED
    }
    pairs = {term: translations.get((domain, term), "") for term, domain in book.terms.items()}
    return {term: translation for term, translation in pairs.items() if translation}


def _glossary_file(project: Project) -> GlossaryFile:
    paths = (folder / NAME for folder in project.locale_dirs)
    found = next((path for path in paths if path.exists()), None)
    return read_glossary(found, project.shown(found)) if found else GlossaryFile()
