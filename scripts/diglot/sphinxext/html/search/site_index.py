"""From the documents of a site to the files of its search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from diglot.core.language import Language
from diglot.sphinxext.html.search.data import Document, SearchFolder
from diglot.sphinxext.html.search.index import index_of
from diglot.sphinxext.html.search.readings import folding_of
from diglot.sphinxext.html.search.section_cache import ResolvedSections, SectionCache
from diglot.sphinxext.html.search.stemmer import Stemmer
from diglot.sphinxext.html.search.word_cache import WordCache, word_file
from diglot.typeset.han import simplified_forms


def write_search(app: Sphinx, language: Language) -> str:
    """Write the search of the language that is built, and return the version of its index."""
    cache = ResolvedSections(app, SearchFolder(Path(app.outdir), language))
    return write_index(app.builder, app.env, language, app.env.found_docs, cache)


def write_index(
    builder: Builder,
    env: BuildEnvironment,
    language: Language,
    docnames: Iterable[str],
    sections: SectionCache,
) -> str:
    """Write the search of documents of an environment into the site of a builder.

    Returns the version of the index.
    """
    address_of = builder.get_target_uri
    documents = {
        docname: Document(address_of(docname), _title(env, docname), sections.sections(docname))
        for docname in sorted(docnames)
        if not {"no-search", "nosearch"} & env.metadata.get(docname, {}).keys()
    }
    stemmer = Stemmer(env, language)
    cache = WordCache(word_file(builder, language), simplified_forms())
    words = {docname: cache.words(document.sections) for docname, document in documents.items()}
    readings = cache.readings(_names_and_terms(env, documents.values()))
    cache.keep()
    index = index_of(words, stemmer.stem, readings)
    folder = SearchFolder(Path(builder.outdir), language)
    version = folder.write(documents, index, stemmer.script, folding_of(index.signs))
    sections.keep()
    return version


def _title(env: BuildEnvironment, docname: str) -> str:
    return env.titles[docname].astext() if docname in env.titles else docname


def _names_and_terms(env: BuildEnvironment, documents: Iterable[Document]) -> Iterator[str]:
    """Yield titles, headings, the terms of glossaries and the entries of the index."""
    for document in documents:
        yield document.title
        for section in document.sections:
            yield section.title
    for name, _shown, kind, *_ in env.domains.standard_domain.get_objects():
        if kind == "term":
            yield name
    for entries in env.domains.index_domain.entries.values():
        for entry in entries:
            yield entry[1]
