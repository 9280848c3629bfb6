"""Small indexes for the search engine, in files as a site has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import snowballstemmer
from playwright.sync_api import Page

from browser.answers import answer
from diglot.core.language import language
from diglot.sphinxext.html.search.data import FOLDER, Document, SearchFolder
from diglot.sphinxext.html.search.engine import PARTS
from diglot.sphinxext.html.search.index import index_of, words_of_document
from diglot.sphinxext.html.search.readings import folding_of, readings_of
from diglot.sphinxext.html.search.sections import Section
from diglot.typeset.han import simplified_forms
from site_books import Site

# The page's own parts want the page.
SCRIPTS = PARTS[:-2]

Texts = Mapping[str, str | Sequence[tuple[str, str]]]
"""Pages by name: a text, or sections as (heading, text)."""


def stem(word: str) -> str:
    stemmer: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stemmer(word) if len(word) > 2 and word.isalpha() else word


def write_index(root: Path, tag: str, pages: Texts, stemmer: str) -> dict[str, str]:
    """Write an index below a folder; return how the engine is told of it."""
    documents = {}
    for name, text in sorted(pages.items()):
        parts = [("", text)] if isinstance(text, str) else text
        sections = [Section("", heading, body) for heading, body in parts]
        documents[name] = Document(f"{name}.html", sections[0].title, sections)
    words = {
        name: words_of_document(document.sections, simplified_forms())
        for name, document in documents.items()
    }
    titles = [section.title for document in documents.values() for section in document.sections]
    index = index_of(words, stem, readings_of(titles))
    folder = SearchFolder(root, language(tag))
    version = folder.write(documents, index, stemmer, folding_of(index.signs))
    return {"slug": language(tag).slug, "root": f"{(root / FOLDER).as_uri()}/", "version": version}


def stemmer_of(site: Site) -> str:
    """Return the stemmer that a site's build took from Sphinx."""
    text = (site.root / "en" / FOLDER / "en" / "index.js").read_text("utf-8")
    return text.rpartition("diglotSearch.take(")[0]


def open_engine(tab: Page, folder: Path) -> None:
    """Show an empty page of a disk that has the engine."""
    page = folder / "engine.html"
    page.write_text("<!doctype html><meta charset=utf-8><title>engine</title>", "utf-8")
    tab.goto(page.as_uri())
    for script in SCRIPTS:
        tab.add_script_tag(path=script)


def find(tab: Page, query: str, *languages: dict[str, str]) -> dict[str, Any]:
    """Return what the engine finds, pages by their names."""
    found: dict[str, Any] = answer(
        tab,
        """async ([query, languages]) => {
             const found = await diglotSearch.find(query, languages);
             const inside = await diglotSearch.findInside(found, languages[0]);
             const names = (pages) => pages.map(({ name }) => name);
             const { notes, some, patterns } = found;
             return { own: names(found.own), other: names(found.other),
                      inside: names(inside.pages), notes, some, patterns };
           }""",
        [query, list(languages)],
    )
    return found
