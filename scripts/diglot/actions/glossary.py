"""The terms of a project: those that people wrote down, and those that its documents define."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diglot.catalog.entry import Catalog, State
from diglot.catalog.glossary_file import NAME, GlossaryFile, read_glossary
from diglot.core.project import Project


def glossary_file(project: Project) -> GlossaryFile:
    """Read the first glossary file in the folders of catalogs; empty where there is none."""
    paths = (folder / NAME for folder in project.locale_dirs)
    files = (read_glossary(path, project.shown(path)) for path in paths)
    return next((file for file in files if file.terms or file.problems), GlossaryFile())


def book_pairs(terms: Mapping[str, str], catalogs: Iterable[tuple[str, Catalog]]) -> dict[str, str]:
    """Return the terms of glossary directives that are translated, with their translations.

    `terms` maps each term to the document that defines it; `catalogs` are (domain, catalog) of
    one language.
    """
    in_document: dict[tuple[str, str], str] = {}
    anywhere: dict[str, str] = {}
    for domain, catalog in catalogs:
        for entry in catalog.entries:
            if entry.msgid in terms and entry.state is State.TRANSLATED:
                in_document[domain, entry.msgid] = anywhere[entry.msgid] = entry.translation
    return {
        term: translation
        for term, document in terms.items()
        # The same words elsewhere may be a heading and read differently there.
        if (translation := in_document.get((document, term)) or anywhere.get(term))
    }
