"""Handing the book's terms to translators, for terminology tools and spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from diglot.actions.export import Exported, place
from diglot.actions.glossary import book_pairs, glossary_file
from diglot.actions.status import catalogs
from diglot.catalog.glossary import Term
from diglot.core.diagnostic import Report, sort_diagnostics
from diglot.core.files import write_bytes
from diglot.core.language import Language
from diglot.core.project import Project
from diglot.interchange.terms import write_tbx, write_terms_csv

FORMATS: dict[str, Callable[[tuple[Term, ...], Language, Language], bytes]] = {
    "tbx": write_tbx,
    "csv": write_terms_csv,
}
"""The formats of terms by the name they are asked for."""


def export_terms(
    project: Project, name: str, languages: tuple[Language, ...] | None, to: Path | None
) -> Report:
    """Write the terms in the format `name`, a file a language; results as those of `export`."""
    from diglot.sphinxext.markup.book import Book

    chosen = project.targets if languages is None else languages
    write = FORMATS[name]
    glossary, book = glossary_file(project), Book(project)
    files: list[Exported] = []
    for language in chosen:
        pairs = book_pairs(book.terms, catalogs(project, language))
        found = _terms(pairs, glossary.terms_into(language))
        terms = tuple(_defined(term, book.definitions) for term in found)
        if terms:
            path = place(project, language, f".{name}", to, several=len(chosen) > 1)
            write_bytes(path, write(terms, project.source, language))
            files.append(Exported(project.shown(path), language.tag, len(terms)))
    return Report(sort_diagnostics(glossary.problems), {"files": files})


def _terms(pairs: dict[str, str], written: Iterable[Term]) -> Iterator[Term]:
    """Yield the terms that people wrote down, then those that only the documents define."""
    rest = dict(pairs)
    for term in written:
        rendering = rest.pop(term.source, None)
        if rendering and not term.translation:
            yield replace(term, translation=rendering)
        elif rendering and rendering not in term.renderings:
            yield replace(term, also=(*term.also, rendering))
        else:
            yield term
    for source, rendering in rest.items():
        yield Term(source, rendering)


def _defined(term: Term, definitions: Mapping[str, str]) -> Term:
    return term if term.definition else replace(term, definition=definitions.get(term.source, ""))
